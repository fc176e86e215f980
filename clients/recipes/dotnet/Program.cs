using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

var login = Convert.ToBase64String(Encoding.UTF8.GetBytes("party1@example.com:demo-party-1"));
var client = new HttpClient { BaseAddress = new Uri("http://localhost:4000") };
client.DefaultRequestHeaders.Add("Thalamus-Touchpoint", "web");
client.DefaultRequestHeaders.Add("Thalamus-Token", "demo-web-token");
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);

var key = Guid.NewGuid().ToString();
for (var attempt = 1; ; attempt++)
{
    try
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v4/cases")
        {
            Content = JsonContent.Create(new { categoryCode = "Reclamo", typeCode = "Telefonico" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        if (attempt == 5 || (int)response.StatusCode is not (429 or 502 or 503 or 504))
        {
            Console.WriteLine(await response.Content.ReadAsStringAsync());
            break;
        }
    }
    catch (HttpRequestException) when (attempt < 5) { }
    await Task.Delay(Random.Shared.Next(100 << attempt));
}
