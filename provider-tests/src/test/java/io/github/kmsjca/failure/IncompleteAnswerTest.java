package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.testkit.TestKms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** An answer without what was asked for is a failure of that entry or signature, not a crash. */
class IncompleteAnswerTest {
  private static final String ARN =
      "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private volatile String answer = "";

  @Test
  void failsWithTheMemberThatIsMissing() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (TestKms kms = TestKms.start()) {
      String encoded =
          Base64.getEncoder()
              .encodeToString(
                  ((io.github.kmsjca.spec.KmsPrivateKey)
                          TestKms.key(kms.provider(), "ecc-nist-p256"))
                      .publicKey()
                      .getEncoded());
      var provider = kms.provider("endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
      KeyStore store = TestKms.keyStore(provider);
      String start = "{\"KeyId\":\"" + ARN + "\",\"KeySpec\":\"ECC_NIST_P256\"";

      answer = start + ",\"KeyUsage\":\"SIGN_VERIFY\"}";
      assertFalse(store.isKeyEntry("no-key"));
      assertTrue(failure(store, "no-key").contains("it has no PublicKey"));
      answer = start + ",\"PublicKey\":\"" + encoded + "\"}";
      assertTrue(failure(store, "no-usage").contains("it has no KeyUsage"));

      answer = start + ",\"KeyUsage\":\"SIGN_VERIFY\",\"PublicKey\":\"" + encoded + "\"}";
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign((PrivateKey) store.getKey("good", null));
      signature.update((byte) 1);
      answer = start + "}";
      String message = assertThrows(SignatureException.class, signature::sign).getMessage();
      assertTrue(message.contains("it has no Signature"), message);
    } finally {
      server.stop(0);
    }
  }

  private static String failure(KeyStore store, String alias) {
    return assertThrows(UnrecoverableKeyException.class, () -> store.getKey(alias, null))
        .getMessage();
  }
}
