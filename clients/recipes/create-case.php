<?php

declare(strict_types=1);

$server = getenv('CASEBRIDGE_URL') ?: 'http://localhost:4000';

/** Sends JSON, up to five times when the network or the server fails for a moment, and answers what comes back. */
function call(string $url, array $body): array
{
    $idempotencyKey = bin2hex(random_bytes(16));
    for ($attempt = 1; ; $attempt++) {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => [
                'Content-Type: application/json',
                'Thalamus-Touchpoint: web',
                'Thalamus-Token: demo-web-token',
                'Authorization: Basic ' . base64_encode('party1@example.com:demo-party-1'),
                "Idempotency-Key: $idempotencyKey",
            ],
            'content' => json_encode($body, JSON_THROW_ON_ERROR),
            'timeout' => 30,
            // Answers 400 and above are read too: they say what is wrong.
            'ignore_errors' => true,
        ]]);
        $answer = @file_get_contents($url, false, $context);
        $status = (int) explode(' ', $http_response_header[0] ?? 'HTTP/1.1 0')[1];
        $isPassing = $answer === false || in_array($status, [0, 429, 502, 503, 504], true);
        if (!$isPassing) {
            return json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
        }
        if ($attempt === 5) {
            throw new RuntimeException("casebridge does not answer; the last status was $status.");
        }
        usleep(random_int(0, 100_000 * 2 ** $attempt));
    }
}

// PHP writes empty maps as []: casebridge takes them.
$case = ['categoryCode' => 'Reclamo', 'typeCode' => 'Telefonico', 'comments' => [], 'caseData' => []];
$created = call("$server/api/v4/cases", $case);
echo json_encode($created), "\n";

$viewer = call("$server/graphql", ['query' => '{ viewer { email } }', 'variables' => []]);
echo json_encode($viewer), "\n";

$refused = call("$server/api/v4/cases", ['status' => 'Closed'] + $case);
echo json_encode($refused['errors']), "\n";
