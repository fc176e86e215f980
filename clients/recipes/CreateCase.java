import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Creates a case by v4: {@code java CreateCase.java}. */
class CreateCase {
    static final String SERVER =
        System.getenv().getOrDefault("CASEBRIDGE_URL", "http://localhost:4000");
    static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    /** Asks for the password when the server answers 401, and remembers it. */
    static final HttpClient CLIENT = HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .authenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("party1@example.com", "demo-party-1".toCharArray());
            }
        })
        .build();

    public static void main(String[] arguments) throws Exception {
        var body = """
            { "categoryCode": "Reclamo", "typeCode": "Telefonico", "caseData": { "monto": "12.50" } }
            """;
        var request = HttpRequest.newBuilder(URI.create(SERVER + "/api/v4/cases"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Thalamus-Touchpoint", "web")
            .header("Thalamus-Token", "demo-web-token")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
        var response = sendWithRetry(request);
        System.out.println(response.statusCode() + " " + response.body());
    }

    /** Tries up to five times; the idempotency key makes one case of it. */
    static HttpResponse<String> sendWithRetry(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var response = CLIENT.send(request, BodyHandlers.ofString());
                if (attempt == 5 || !PASSING.contains(response.statusCode())) return response;
            } catch (IOException error) {
                if (attempt == 5) throw error;
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(100L << attempt));
        }
    }
}
