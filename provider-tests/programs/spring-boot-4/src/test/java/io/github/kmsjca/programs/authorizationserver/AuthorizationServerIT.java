package io.github.kmsjca.programs.authorizationserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.programs.Tokens;
import io.github.kmsjca.programs.springboot.BootApplication;
import io.github.kmsjca.programs.springboot.FatJar;
import io.github.kmsjca.testkit.TestKms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The authorization server of the guide issues tokens to a client that shows its password. */
class AuthorizationServerIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final String GUIDE = "jwt.md";
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void issuesTokens(Installation way) throws Exception {
    HOST.writeKeyStore("app.kms", "rsa");
    Files.writeString(
        HOST.folder().resolve("application.yaml"),
        Guide.block(GUIDE, "Spring Authorization Server", "yaml").text());
    BootApplication application =
        new FatJar(HOST, way)
            .security()
            .source("TokenKeys", Guide.block(GUIDE, "Spring Authorization Server", "java"))
            .packaged();
    try (RunningProgram server = application.start("server.port=0")) {
      URI uri = URI.create("http://127.0.0.1:" + BootApplication.port(server));
      TestKms kms = HOST.identities().kms();
      kms.local().calls().clear();
      SignedJWT token = SignedJWT.parse(token(uri));
      JWKSet keys = JWKSet.parse(send(HttpRequest.newBuilder(uri.resolve("/oauth2/jwks"))).body());
      RSAKey key = (RSAKey) keys.getKeyByKeyId(token.getHeader().getKeyID());
      assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
      assertThat(keys.toString(false)).doesNotContain("\"d\"");
      Tokens.SPRING_AUTHORIZATION_SERVER.assertCosts(Calls.madeTo(kms), 1);

      HOST.whileDisabled("rsa", () -> assertThat(ask(uri).body()).doesNotContain("access_token"));
      server.awaitOutput(Pattern.compile("(SignatureException.* is disabled)"));
    }
  }

  private static String token(URI server) throws Exception {
    String answer = ask(server).body();
    Matcher matcher = TOKEN.matcher(answer);
    assertThat(matcher.find()).as(answer).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> ask(URI server) throws Exception {
    String password = Base64.getEncoder().encodeToString("shop:secret".getBytes(US_ASCII));
    return send(
        HttpRequest.newBuilder(server.resolve("/oauth2/token"))
            .header("Authorization", "Basic " + password)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=orders")));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
