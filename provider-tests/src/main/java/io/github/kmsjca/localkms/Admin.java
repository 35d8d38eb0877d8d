package io.github.kmsjca.localkms;

import java.net.URI;

/**
 * How to steer a {@link LocalKms} at run time, from a shell or from another process: JSON over
 * HTTP, on loopback only, and apart from the endpoint of KMS itself.
 *
 * <pre>
 * GET    /status   the settings, and how many calls there were
 * PUT    /latency  {"latency": "200ms"}
 * GET    /clock    what time it is for KMS
 * PUT    /clock    {"time": "2030-01-01T00:00:00Z"} or {"advance": "30d"}; {"frozen": true} too
 * DELETE /clock    runs with the machine's clock again
 * POST   /faults   {"operation": "Sign", "region": "eu-west-1", "fault": "throttle", "times": 3}
 * DELETE /faults   nothing goes wrong any more, by chaos neither
 * PUT    /chaos    {"seed": 7, "rate": 0.02, "region": "eu-west-1", "faults": ["reset", "html:407"]}
 * DELETE /chaos    no more chaos; other faults stay
 * GET    /calls    the numbers of the call log, and its latest 100 calls, oldest first
 * DELETE /calls    forgets the calls
 * </pre>
 *
 * <p>Of a fault, {@code operation}, {@code region} and {@code times} may be absent: every
 * operation, all Regions, every call. Of chaos, {@code region} and {@code faults} may be. Faults
 * are written as {@link Fault#parse} reads them. What is done is answered 204, what is not
 * understood 400 with the reason as {@code {"error": "..."}}, and whoever lacks the token 401.
 *
 * @param endpoint where it listens, such as {@code http://127.0.0.1:41235}
 * @param token what a request must have in its header, as {@code Authorization: Bearer TOKEN};
 *     random, and another one each time
 */
public record Admin(URI endpoint, String token) {

  /** The endpoint; the token is none of a log's business. */
  @Override
  public String toString() {
    return "Admin[endpoint=" + endpoint + "]";
  }
}
