package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.exception.BadCiphertextException;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encrypted here, the AWS Encryption SDK decrypts. */
class OursToTheirsTest {
  private static final Map<String, String> TENANT = Map.of("tenant", "a", "purpose", "two ways");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Sdk sdk;

  @BeforeAll
  static void peer() {
    sdk = new Sdk(kms);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "4096, 4096", "4KiB, 4096", "64KiB, 65536"})
  void everySizeAtEveryFrameLength(String setting, int frame) throws Exception {
    Party ours = Party.of(kms, "frameLength", setting);
    for (int length : new int[] {0, 1, frame - 1, frame, frame + 1, 2 * frame, 3 * frame + 5}) {
      for (String name : Party.NAMES) {
        assertReads(ours, name, length, frame);
        assertReads(ours.withContext(TENANT), name, length, frame);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096", "1MiB", "16MiB"})
  void manyMebibytes(String setting) throws Exception {
    Party ours = Party.of(kms, "frameLength", setting);
    int frame = setting.equals("4096") ? 4096 : setting.equals("1MiB") ? 1 << 20 : 1 << 24;
    assertReads(ours, Party.BUFFERED, 20_000_003, frame);
  }

  private static void assertReads(Party ours, String name, int length, int frame) throws Exception {
    byte[] plaintext = Party.plaintext(length);
    byte[] message = ours.encrypting(name).doFinal(plaintext);
    Map<String, String> context = ours.key().encryptionContext();
    CryptoResult<byte[], ?> read =
        Sdk.reader().decryptData(sdk.keyring(List.of(ours.arn())), message, context);
    assertThat(read.getResult()).as("%d bytes by %s", length, name).isEqualTo(plaintext);
    assertThat(read.getEncryptionContext()).isEqualTo(context);
    assertThat(read.getCryptoAlgorithm())
        .isEqualTo(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY);
    assertThat(read.getHeaders().getFrameLength()).isEqualTo(frame);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 4096, 5000, 12_289})
  void partsOfAnySize(int part) throws Exception {
    byte[] plaintext = Party.plaintext(3 * 4096 + 1);
    Party ours = Party.of(kms, "frameLength", "4096");
    for (String name : Party.NAMES) {
      Cipher cipher = ours.encrypting(name);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      for (int at = 0; at < plaintext.length; at += part) {
        byte[] out = cipher.update(plaintext, at, Math.min(part, plaintext.length - at));
        message.writeBytes(out == null ? new byte[0] : out);
      }
      message.writeBytes(cipher.doFinal());
      assertThat(sdk.decrypt(ours.arn(), Map.of(), message.toByteArray())).isEqualTo(plaintext);
    }
  }

  @Test
  void theyFindWhatWasAltered() throws Exception {
    Party ours = Party.of(kms);
    byte[] message = ours.encrypt(Party.plaintext(100));
    for (int at : new int[] {message.length - 1, message.length - 50}) {
      byte[] altered = message.clone();
      altered[at] ^= 1;
      assertThatThrownBy(() -> sdk.decrypt(ours.arn(), Map.of(), altered))
          .isInstanceOf(BadCiphertextException.class);
    }
    assertThatThrownBy(() -> sdk.decrypt(ours.arn(), Map.of("tenant", "b"), message))
        .isInstanceOf(Exception.class);
  }
}
