package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.testkit.TestKms;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What an exception owes its reader, and what it must not tell. */
public final class Explanation {
  /**
   * The message that is being signed when things fail; nothing of it may show up anywhere. Its
   * words are none that a random key id could have.
   */
  static final byte[] SECRET = "tell nobody: pay Zwiebel to Alice".getBytes(UTF_8);

  private Explanation() {}

  /** The message has all of these parts, and ends with an advice: a sentence of its own. */
  public static void assertExplains(Throwable e, String... parts) {
    assertThat(e.getMessage()).contains(parts).endsWith(".");
    assertTellsNoSecret(e);
  }

  /** The exception's cause is ours, and ours was caused by the SDK's. */
  static void assertCausedBySdk(Throwable e, Class<? extends Throwable> sdkException) {
    assertThat(e.getCause()).isExactlyInstanceOf(KmsCallException.class);
    assertThat(e.getMessage()).contains(e.getCause().getMessage());
    assertThat(e.getCause().getCause()).isInstanceOf(sdkException);
  }

  /** The request id of the last call, by which AWS support finds it. */
  static String lastRequestId(TestKms kms, String operation) {
    List<Call> calls =
        kms.local().calls().all().stream().filter(c -> c.operation().equals(operation)).toList();
    assertThat(calls).as("calls of %s", operation).isNotEmpty();
    return "request id " + calls.get(calls.size() - 1).requestId();
  }

  /** Neither the message nor its digest, in no encoding, in no exception of the chain. */
  private static void assertTellsNoSecret(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      String text = String.valueOf(t);
      assertThat(text).doesNotContain("Zwiebel", "Alice");
      for (String algorithm : List.of("SHA-256", "SHA-512")) {
        byte[] digest = digest(algorithm);
        assertThat(text)
            .doesNotContainIgnoringCase(HexFormat.of().formatHex(digest).substring(0, 16))
            .doesNotContain(Base64.getEncoder().encodeToString(digest).substring(0, 12));
      }
      assertThat(text)
          .doesNotContain(Base64.getEncoder().encodeToString(SECRET).substring(0, 12))
          .doesNotContainIgnoringCase(HexFormat.of().formatHex(SECRET).substring(0, 16));
    }
  }

  private static byte[] digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(SECRET);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The name of the failure of KMS that caused it, in the failure table. */
  static String row(Throwable e) {
    assertThat(e.getCause()).isExactlyInstanceOf(KmsCallException.class);
    return ((KmsCallException) e.getCause()).failure().name();
  }
}
