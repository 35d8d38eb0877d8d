package io.github.kmsjca.mac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/** HMAC by KMS: all call patterns, the bound of 4096 bytes, failures, and keys of others. */
class MacTest {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
  private static final Map<MacAlgorithm, KmsSecretKey> KEYS = new EnumMap<>(MacAlgorithm.class);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    for (MacAlgorithm row : MacAlgorithm.values()) {
      kms.create(row.name(), row.spec().name(), "GENERATE_VERIFY_MAC");
      KEYS.put(row, (KmsSecretKey) TestKms.keyStore(provider).getKey(row.name(), null));
    }
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static Mac mac(MacAlgorithm row) throws Exception {
    Mac mac = Mac.getInstance(row.jcaName(), provider);
    mac.init(KEYS.get(row));
    return mac;
  }

  private static Mac mac() throws Exception {
    return mac(MacAlgorithm.HMAC_SHA_256);
  }

  private static KmsSecretKey key() {
    return KEYS.get(MacAlgorithm.HMAC_SHA_256);
  }

  /** As KMS itself computes it for whoever asks. */
  private static byte[] expected(MacAlgorithm row, byte[] message) {
    try (KmsClient sdk = kms.sdk()) {
      return sdk.generateMac(
              r ->
                  r.keyId(KEYS.get(row).arn())
                      .macAlgorithm(row.wireName())
                      .message(SdkBytes.fromByteArray(message)))
          .mac()
          .asByteArray();
    }
  }

  private static byte[] expected(byte[] message) {
    return expected(MacAlgorithm.HMAC_SHA_256, message);
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithm(MacAlgorithm row) throws Exception {
    KmsSecretKey key = KEYS.get(row);
    assertThat(key.getAlgorithm()).isEqualTo(row.jcaName());
    assertThat(key.getEncoded()).isNull();
    assertThat(key.keySpec()).isEqualTo(row.spec().name());
    Mac mac = mac(row);
    assertThat(mac.getMacLength()).isEqualTo(row.length());
    assertThat(mac.doFinal(MESSAGE)).hasSize(row.length()).isEqualTo(expected(row, MESSAGE));
    for (String alias : row.aliases()) {
      Mac byOid = Mac.getInstance(alias, provider);
      byOid.init(key);
      assertThat(byOid.doFinal(MESSAGE)).isEqualTo(expected(row, MESSAGE));
    }
  }

  @Test
  void initMakesNoCallAndEachMessageOne() throws Exception {
    Mac mac = mac();
    kms.assertCalls(0, "GenerateMac");
    mac.doFinal(MESSAGE);
    mac.doFinal(MESSAGE);
    kms.assertCalls(2, "GenerateMac");
    assertThat(kms.local().calls().count()).isEqualTo(2);
  }

  @Test
  void allWaysToGiveAMessage() throws Exception {
    byte[] expected = expected(MESSAGE);
    Mac mac = mac();
    for (byte b : MESSAGE) {
      mac.update(b);
    }
    assertThat(mac.doFinal()).isEqualTo(expected);
    mac.update(MESSAGE);
    assertThat(mac.doFinal()).isEqualTo(expected);
    mac.update(MESSAGE, 0, 4);
    assertThat(mac.doFinal(Arrays.copyOfRange(MESSAGE, 4, MESSAGE.length))).isEqualTo(expected);
    mac.update(ByteBuffer.wrap(MESSAGE).asReadOnlyBuffer());
    assertThat(mac.doFinal()).isEqualTo(expected);
    ByteBuffer direct = ByteBuffer.allocateDirect(MESSAGE.length).put(MESSAGE).flip();
    mac.update(direct);
    assertThat(direct.hasRemaining()).isFalse();
    byte[] output = new byte[40];
    mac.doFinal(output, 3);
    assertThat(Arrays.copyOfRange(output, 3, 35)).isEqualTo(expected);
    mac.update(MESSAGE);
    mac.reset();
    mac.update(MESSAGE);
    assertThat(mac.doFinal()).isEqualTo(expected);
  }

  /** Mac itself looks at the room before it asks us, so nothing is lost. */
  @Test
  void tooLittleRoomLosesNothing() throws Exception {
    Mac mac = mac();
    mac.update(MESSAGE);
    assertThatThrownBy(() -> mac.doFinal(new byte[31], 0)).isInstanceOf(ShortBufferException.class);
    assertThat(mac.doFinal()).isEqualTo(expected(MESSAGE));
  }

  @Test
  void aCloneGoesItsOwnWay() throws Exception {
    Mac mac = mac();
    mac.update(MESSAGE, 0, 4);
    Mac clone = (Mac) mac.clone();
    clone.update((byte) 'x');
    mac.update(MESSAGE, 4, MESSAGE.length - 4);
    assertThat(mac.doFinal()).isEqualTo(expected(MESSAGE));
    assertThat(clone.doFinal()).isEqualTo(expected("a mex".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 4095, 4096})
  void messagesUpTo4096Bytes(int length) throws Exception {
    byte[] message = new byte[length];
    Arrays.fill(message, (byte) 7);
    Mac mac = mac();
    for (byte b : message) {
      mac.update(b);
    }
    assertThat(mac.doFinal()).isEqualTo(expected(message));
  }

  /** At once, and not at the end; and the rest does not pass for the message. */
  @Test
  void oneByteMoreIsRefusedAtOnce() throws Exception {
    Mac mac = mac();
    mac.update(new byte[4000]);
    assertTooLong(() -> mac.update(new byte[97]));
    assertTooLong(() -> mac.update((byte) 1));
    assertTooLong(mac::doFinal);
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected(MESSAGE));
    assertTooLong(() -> mac.update(ByteBuffer.allocate(4097)));
    mac.reset();
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected(MESSAGE));
    assertTooLong(() -> mac.doFinal(new byte[5000]));
  }

  private static void assertTooLong(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("more than 4096 bytes")
        .hasMessageContaining(key().arn());
  }

  @Test
  void noMessageIsRefusedHere() throws Exception {
    Mac mac = mac();
    assertThatThrownBy(mac::doFinal)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("1 to 4096 bytes");
    kms.assertCalls(0, "GenerateMac");
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected(MESSAGE));
  }

  @Test
  void afterAFailureOfKmsTheNextMessageWorks() throws Exception {
    Mac mac = mac();
    kms.local().faults().always("GenerateMac", Fault.throttle());
    assertThatThrownBy(() -> mac.doFinal(MESSAGE))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("KMS GenerateMac with key " + key().arn())
        .hasMessageContaining("request id")
        .hasMessageNotContaining("a message");
    kms.local().faults().clear();
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected(MESSAGE));
  }

  @Test
  void wrongKeysAreRefusedByInit() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512", provider);
    assertThatThrownBy(() -> mac.init(key()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("HMAC_256")
        .hasMessageContaining("HMAC_512");
    assertThatThrownBy(() -> mac.doFinal(MESSAGE)).isInstanceOf(IllegalStateException.class);
    Key aes = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    assertThatThrownBy(() -> mac.init(aes)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> mac.init(TestKms.key(provider, "rsa-2048")))
        .isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> mac.init(null)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(
            () -> Mac.getInstance("HmacSHA256", provider).init(key(), new IvParameterSpec(MESSAGE)))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, key()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("HMAC_256");
    assertThatThrownBy(() -> key().withEncryptionContext(Map.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no encryption context");
    assertThat(key().withEncryptionContext(Map.of())).isEqualTo(key());
  }

  @Test
  void aKeyOfAnotherInstanceIsNamed() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256", kms.provider("name", "Another"));
    assertThatThrownBy(() -> mac.init(key()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("another provider instance");
  }

  /** Pinned to us by name, or by a call before init, others' keys still work. */
  @ParameterizedTest
  @EnumSource
  void softwareKeysGoOn(MacAlgorithm row) throws Exception {
    SecretKeySpec software = new SecretKeySpec(MESSAGE, row.jcaName());
    Mac platform = Mac.getInstance(row.jcaName(), "SunJCE");
    platform.init(software);
    byte[] expected = platform.doFinal(MESSAGE);
    Mac mac = mac(row);
    mac.update(MESSAGE);
    mac.init(software);
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected);
    mac.update(MESSAGE, 0, 3);
    Mac clone = (Mac) mac.clone();
    mac.update(MESSAGE, 3, MESSAGE.length - 3);
    clone.update(ByteBuffer.wrap(MESSAGE, 3, MESSAGE.length - 3));
    assertThat(mac.doFinal()).isEqualTo(expected);
    assertThat(clone.doFinal()).isEqualTo(expected);
    mac.update((byte) 1);
    mac.reset();
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected);
    kms.assertCalls(0, "GenerateMac");
    mac.init(KEYS.get(row));
    assertThat(mac.doFinal(MESSAGE)).isEqualTo(expected(row, MESSAGE));
  }

  /** First or last in the list: the key finds its provider. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @ResourceLock("java.security.Security")
  void byTheKeyInEveryPosition(boolean first) throws Exception {
    Security.insertProviderAt(provider, first ? 1 : Security.getProviders().length + 1);
    try {
      Mac ours = Mac.getInstance("HmacSHA256");
      ours.init(key());
      assertThat(ours.doFinal(MESSAGE)).isEqualTo(expected(MESSAGE));
      assertThat(ours.getProvider()).isSameAs(provider);
      Mac theirs = Mac.getInstance("HmacSHA256");
      theirs.init(new SecretKeySpec(MESSAGE, "HmacSHA256"));
      assertThat(theirs.getProvider()).isNotSameAs(provider);
      assertThat(theirs.doFinal(MESSAGE)).hasSize(32);
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  @ResourceLock("java.security.Security")
  void aHandleTravels() throws Exception {
    Security.addProvider(provider);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(key());
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(key());
      }
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  void macsOfManyThreads() throws Exception {
    byte[] expected = expected(MESSAGE);
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      for (Future<byte[]> result :
          pool.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<byte[]>>mapToObj(i -> () -> mac().doFinal(MESSAGE))
                  .toList())) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }
}
