package io.github.kmsjca.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.message.EncryptedDataKey;
import io.github.kmsjca.internal.message.MessageHeader;
import io.github.kmsjca.internal.message.MessageLayout;
import io.github.kmsjca.internal.message.MessageLimits;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What is left of data keys in a JVM that has dropped them, and of plaintexts of messages that were
 * given up: none of their bytes. The data keys' Base64 text may still stand in the HTTP client's
 * receive buffer, which is not ours: SECURITY.md says so.
 */
class HeapDumpTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @Test
  void neitherDataKeysNorPlaintextsAreLeftInTheHeap(@TempDir Path directory) throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(HeapDumpProbe.class).kms(kms).run(TestKms.SYMMETRIC, directory.toString());
    Set<String> secrets = dataKeys(result.output());
    assertThat(secrets).as(result.output()).isNotEmpty();
    Set<String> plaintexts = lines(result.output(), "plaintext ").collect(Collectors.toSet());
    assertThat(plaintexts).as(result.output()).hasSize(3);
    secrets.addAll(plaintexts);
    String inUse = text(Files.readAllBytes(directory.resolve("in-use.hprof")));
    String dropped = text(Files.readAllBytes(directory.resolve("dropped.hprof")));
    for (String encoded : secrets) {
      String secret = text(Base64.getDecoder().decode(encoded));
      // Else this would look for the wrong bytes, or in the wrong way.
      assertThat(inUse.contains(secret)).as("in use").isTrue();
      assertThat(dropped.contains(secret)).as("dropped").isFalse();
    }
  }

  /** In Base64, as KMS itself says what they are. */
  private static Set<String> dataKeys(String output) throws Exception {
    Set<String> dataKeys = new HashSet<>();
    try (KmsClient client = kms.sdk()) {
      for (String encoded : lines(output, "message ").toList()) {
        byte[] message = Base64.getDecoder().decode(encoded);
        MessageHeader header =
            MessageLayout.of(message, 0, message.length, MessageLimits.DEFAULT).header();
        for (EncryptedDataKey wrapped : header.dataKeys()) {
          SdkBytes blob = SdkBytes.fromByteArray(wrapped.ciphertext());
          byte[] dataKey =
              client
                  .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(header.context()))
                  .plaintext()
                  .asByteArray();
          dataKeys.add(Base64.getEncoder().encodeToString(dataKey));
        }
      }
    }
    return dataKeys;
  }

  private static Stream<String> lines(String output, String start) {
    return output
        .lines()
        .filter(line -> line.startsWith(start))
        .map(l -> l.substring(start.length()));
  }

  /** Each byte is a character of that charset. */
  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
