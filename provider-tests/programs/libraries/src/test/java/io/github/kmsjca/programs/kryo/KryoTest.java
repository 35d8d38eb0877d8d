package io.github.kmsjca.programs.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** Kryo as Spark sets it up: no classes registered, objects made without their constructors. */
@ResourceLock("java.security.Security.providers")
class KryoTest {
  private static final String NAME = "KRYO";
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;

  @BeforeAll
  static void register() {
    provider = kms.provider("name", NAME);
    Security.addProvider(provider);
  }

  @AfterAll
  static void unregister() {
    Security.removeProvider(NAME);
  }

  static Stream<Key> keys() throws Exception {
    PrivateKey rsa = TestKms.key(provider, "rsa-2048");
    KmsSecretKey secret = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    return Stream.of(
        rsa,
        KmsKeys.asRSAPrivateKey(rsa),
        TestKms.key(provider, "ecc-nist-p256"),
        TestKms.key(provider, "ecc-nist-edwards25519"),
        secret.withEncryptionContext(Map.of("table", "people")));
  }

  private static Kryo kryo() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(false);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    return kryo;
  }

  private static Object through(Kryo kryo, Object written) {
    Output output = new Output(64, -1);
    kryo.writeClassAndObject(output, written);
    return kryo.readClassAndObject(new Input(output.toBytes()));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void asItComes(Key key) {
    Key copy = (Key) through(kryo(), key);

    assertThatThrownBy(() -> use(copy))
        .isInstanceOf(
            key instanceof RSAPrivateKey
                    || key instanceof EdECPrivateKey // which the platform believes to be its own
                ? IllegalStateException.class
                : InvalidKeyException.class)
        .hasMessageContaining("register JavaSerializer for it");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void withOneLine(Key key) throws Exception {
    Kryo kryo = kryo();
    kryo.addDefaultSerializer(KmsKey.class, JavaSerializer.class);
    kms.local().calls().clear();

    Key alone = (Key) through(kryo, key);
    Key amongOthers = (Key) ((List<?>) through(kryo, List.of("row", key))).get(1);

    Program.KRYO.assertCosts(Calls.madeTo(kms), 1);
    assertEquals(key, alone);
    assertEquals(key, amongOthers);
    use(alone);
    use(amongOthers);
  }

  /** Found by the key, as any code would. */
  private static void use(Key key) throws Exception {
    byte[] message = "a row".getBytes(UTF_8);
    if (key instanceof PrivateKey privateKey) {
      Signature signature = Signature.getInstance(signatureFor(key));
      signature.initSign(privateKey);
      signature.update(message);
      signature.sign();
    } else {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] encrypted = cipher.doFinal(message);
      cipher.init(Cipher.DECRYPT_MODE, key);
      assertArrayEquals(message, cipher.doFinal(encrypted));
    }
  }

  private static String signatureFor(Key key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "EdDSA" -> "Ed25519";
      default -> "SHA256withRSA";
    };
  }
}
