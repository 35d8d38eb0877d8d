package io.github.kmsjca.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.exception.AwsCryptoException;
import io.github.kmsjca.testkit.TestKms;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Additional authenticated data is beyond the format: a reader that does not know of it refuses the
 * message, whatever it tries, and one with a small manager of materials reads it.
 */
class AssociatedDataTest {
  private static final byte[] AAD = "record 17".getBytes(UTF_8);
  private static final byte[] PLAINTEXT = Party.plaintext(5000);
  private static final Map<String, String> TENANT = Map.of("tenant", "a");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Sdk sdk;
  private static Party ours;

  @BeforeAll
  static void parties() throws Exception {
    sdk = new Sdk(kms);
    ours = Party.of(kms).withContext(TENANT);
  }

  @Test
  void stockReadersFailClosed() throws Exception {
    byte[] message = encrypt(Party.BUFFERED, AAD);
    assertTheyRefuse(() -> sdk.decrypt(ours.arn(), Map.of(), message));
    assertTheyRefuse(() -> sdk.decrypt(ours.arn(), TENANT, message));
    assertTheyRefuse(() -> sdk.decrypt(ours.arn(), Map.of("jca-aad-sha384", digest()), message));
  }

  private static void assertTheyRefuse(ThrowingCallable decryption) {
    assertThatThrownBy(decryption)
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(AwsCryptoException.class),
            e -> assertThat(e.getClass().getPackageName()).contains("materialproviders"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Party.BUFFERED, Party.FRAMED})
  void readersWithTheSampleRead(String name) throws Exception {
    byte[] message = encrypt(name, AAD);
    assertThat(Sdk.reader().decryptData(manager(AAD), message).getResult()).isEqualTo(PLAINTEXT);
    assertThat(Sdk.reader().decryptData(manager(AAD), message, TENANT).getResult())
        .isEqualTo(PLAINTEXT);
  }

  @Test
  void readersWithTheSampleAndOtherDataFailClosed() throws Exception {
    byte[] message = encrypt(Party.BUFFERED, AAD);
    AssociatedDataMaterials other = manager("record 18".getBytes(UTF_8));
    assertTheyRefuse(() -> Sdk.reader().decryptData(other, message));
    byte[] without = ours.encrypt(PLAINTEXT);
    assertTheyRefuse(() -> Sdk.reader().decryptData(manager(AAD), without));
  }

  @Test
  void writersWithTheSampleAreRead() throws Exception {
    byte[] message =
        Sdk.writer(Sdk.UNSIGNED, Sdk.FRAME)
            .encryptData(manager(AAD), PLAINTEXT, TENANT)
            .getResult();
    assertThat(decrypt(Party.BUFFERED, AAD, message)).isEqualTo(PLAINTEXT);
    assertThat(decrypt(Party.FRAMED, AAD, message)).isEqualTo(PLAINTEXT);
    for (byte[] wrong : new byte[][] {{}, "record 18".getBytes(UTF_8)}) {
      assertThatThrownBy(() -> decrypt(Party.BUFFERED, wrong, message))
          .isExactlyInstanceOf(AEADBadTagException.class)
          .hasMessageContaining("additional authenticated data");
      assertThatThrownBy(() -> decrypt(Party.FRAMED, wrong, message))
          .isExactlyInstanceOf(ProviderException.class)
          .hasCauseExactlyInstanceOf(AEADBadTagException.class);
    }
  }

  /** Neither the data nor its digest leaves this machine, and it costs no call of its own. */
  @Test
  void theDataKeyIsSharedAndTheContextUnchanged() throws Exception {
    Party fresh = Party.of(kms).withContext(TENANT);
    kms.local().calls().clear();
    byte[] first = encrypt(fresh, Party.BUFFERED, AAD);
    byte[] second = encrypt(fresh, Party.BUFFERED, "record 18".getBytes(UTF_8));
    byte[] third = fresh.encrypt(PLAINTEXT);
    kms.assertCalls(1, "GenerateDataKey");
    assertThat(kms.local().calls().all()).hasSize(1);
    assertThat(Wire.of(second).context())
        .isEqualTo(Wire.of(first).context())
        .isEqualTo(Wire.of(third).context());
    assertThat(Wire.dataKeyOf(second)).isEqualTo(Wire.dataKeyOf(third));
    assertThat(first).hasSameSizeAs(third);
  }

  @Test
  void aStoredPairOfThatNameIsRefused() throws Exception {
    byte[] message = sdk.encrypt(ours.arn(), Map.of("jca-aad-sha384", digest()), PLAINTEXT);
    kms.local().calls().clear();
    for (byte[] aad : new byte[][] {{}, AAD}) {
      assertThatThrownBy(() -> decrypt(Party.of(kms), Party.BUFFERED, aad, message))
          .isExactlyInstanceOf(AEADBadTagException.class)
          .hasMessageContaining("reserved");
    }
    kms.assertCalls(0, "Decrypt");
  }

  private static AssociatedDataMaterials manager(byte[] aad) throws Exception {
    return new AssociatedDataMaterials(aad, sdk.manager(ours.arn()));
  }

  private static byte[] encrypt(String name, byte[] aad) throws Exception {
    return encrypt(ours, name, aad);
  }

  private static byte[] encrypt(Party party, String name, byte[] aad) throws Exception {
    Cipher cipher = party.encrypting(name);
    cipher.updateAAD(aad);
    return cipher.doFinal(PLAINTEXT);
  }

  private static byte[] decrypt(String name, byte[] aad, byte[] message) throws Exception {
    return decrypt(ours, name, aad, message);
  }

  private static byte[] decrypt(Party party, String name, byte[] aad, byte[] message)
      throws Exception {
    Cipher cipher = party.decrypting(name);
    cipher.updateAAD(aad);
    return cipher.doFinal(message);
  }

  private static String digest() throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(AAD));
  }
}
