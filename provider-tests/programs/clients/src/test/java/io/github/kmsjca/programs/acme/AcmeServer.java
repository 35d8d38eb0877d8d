package io.github.kmsjca.programs.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.testkit.Pem;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;

/**
 * A certification authority with as much of RFC 8555 as one order for one name needs. Of each
 * request it verifies the signature, by the account's key, the nonce and the address; of the order
 * the answer to its challenge, and the signature of the certification request.
 */
final class AcmeServer implements AutoCloseable {
  private static final String TOKEN = "bm90LXNvLXJhbmRvbS1hLXRva2Vu";
  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;

  private final TestCa ca;
  private final HttpServer server;
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  private PublicJsonWebKey account;
  private String domain;
  private boolean proven;
  private List<X509Certificate> chain = List.of();

  private AcmeServer(TestCa ca, HttpServer server) {
    this.ca = ca;
    this.server = server;
  }

  static AcmeServer start(TestCa ca) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AcmeServer acme = new AcmeServer(ca, http);
    http.createContext("/", acme::answer);
    http.start();
    return acme;
  }

  /** The address of its directory. */
  URI directory() {
    return URI.create(url("/directory"));
  }

  private String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** What the name's own web server would answer below {@code /.well-known/acme-challenge}. */
  void publish(String token, String text) {
    published.put(token, text);
  }

  /** How many requests were signed with the account's key. */
  int signedRequests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String nonce = UUID.randomUUID().toString();
      nonces.add(nonce);
      exchange.getResponseHeaders().set("Replay-Nonce", nonce);
      if (exchange.getRequestMethod().equals("POST")) {
        try {
          post(exchange, path, payload(exchange, path));
        } catch (Exception e) {
          problem(exchange, e);
        }
      } else if (path.equals("/directory")) {
        reply(
            exchange,
            200,
            Map.of(
                "newNonce", url("/nonce"),
                "newAccount", url("/account"),
                "newOrder", url("/order"),
                "meta", Map.of("termsOfService", url("/terms"))));
      } else {
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  /** What was signed; a JWS in its flattened form, as all requests are. */
  private String payload(HttpExchange exchange, String path) throws Exception {
    Map<String, Object> flattened =
        JsonUtil.parseJson(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(
        flattened.get("protected")
            + "."
            + flattened.get("payload")
            + "."
            + flattened.get("signature"));
    if (path.equals("/account")) {
      account = jws.getHeaders().getPublicJwkHeaderValue(HeaderParameterNames.JWK, null);
    } else {
      require(url("/account/1").equals(jws.getKeyIdHeaderValue()), "an account");
    }
    jws.setKey(account.getPublicKey());
    require(jws.verifySignature(), "a good signature");
    require(nonces.remove(jws.getHeader("nonce")), "a nonce");
    require(url(path).equals(jws.getHeader("url")), "this address");
    requests.incrementAndGet();
    return jws.getPayload();
  }

  private void post(HttpExchange exchange, String path, String payload) throws Exception {
    switch (path) {
      case "/account" -> created(exchange, "/account/1", Map.of("status", "valid"));
      case "/order" -> {
        domain = identifier(payload);
        proven = false;
        chain = List.of();
        created(exchange, "/order/1", order());
      }
      case "/order/1" -> reply(exchange, 200, order());
      case "/authorization/1" ->
          reply(
              exchange,
              200,
              Map.of(
                  "status", proven ? "valid" : "pending",
                  "identifier", Map.of("type", "dns", "value", domain),
                  "challenges", List.of(challenge())));
      case "/challenge/1" -> {
        String wanted = TOKEN + "." + account.calculateBase64urlEncodedThumbprint("SHA-256");
        require(wanted.equals(published.get(TOKEN)), "the answer to the challenge");
        proven = true;
        reply(exchange, 200, challenge());
      }
      case "/finalize/1" -> {
        require(proven, "an order that is ready");
        chain = issue((String) JsonUtil.parseJson(payload).get("csr"));
        reply(exchange, 200, order());
      }
      case "/certificate/1" -> {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : chain) {
          pem.append(Pem.certificate(certificate.getEncoded()));
        }
        send(exchange, 200, "application/pem-certificate-chain", pem.toString());
      }
      default -> throw new IllegalArgumentException("nothing at " + path);
    }
  }

  private static String identifier(String payload) throws Exception {
    List<?> identifiers = (List<?>) JsonUtil.parseJson(payload).get("identifiers");
    return (String) ((Map<?, ?>) identifiers.get(0)).get("value");
  }

  private Map<String, Object> challenge() {
    return Map.of(
        "type",
        "http-01",
        "url",
        url("/challenge/1"),
        "token",
        TOKEN,
        "status",
        proven ? "valid" : "pending");
  }

  private Map<String, Object> order() {
    return Map.of(
        "status", !chain.isEmpty() ? "valid" : proven ? "ready" : "pending",
        "identifiers", List.of(Map.of("type", "dns", "value", domain)),
        "authorizations", List.of(url("/authorization/1")),
        "finalize", url("/finalize/1"),
        "certificate", url("/certificate/1"));
  }

  /** The certificate for a request that its own key has signed. */
  private List<X509Certificate> issue(String request) throws Exception {
    JcaPKCS10CertificationRequest csr =
        new JcaPKCS10CertificationRequest(Base64.getUrlDecoder().decode(request));
    PublicKey key = csr.getPublicKey();
    require(
        csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)),
        "a request that its key has signed");
    return ca.issue(domain, key);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("wanted: " + what);
    }
  }

  private void created(HttpExchange exchange, String path, Map<String, Object> body)
      throws IOException {
    exchange.getResponseHeaders().set("Location", url(path));
    reply(exchange, CREATED, body);
  }

  private static void reply(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    send(exchange, status, "application/json", JsonUtil.toJson(body));
  }

  private static void problem(HttpExchange exchange, Exception problem) throws IOException {
    send(
        exchange,
        BAD_REQUEST,
        "application/problem+json",
        JsonUtil.toJson(
            Map.of("type", "urn:ietf:params:acme:error:malformed", "detail", problem.toString())));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
