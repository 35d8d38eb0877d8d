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
import io.github.kmsjca.programs.Engines;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** Kryo as Spark sets it up: no classes registered, objects made without their constructors. */
class KryoTest {
  static Stream<Key> keys() throws Exception {
    PrivateKey rsa = LibraryHost.privateKey("rsa-2048");
    KmsSecretKey secret = (KmsSecretKey) LibraryHost.secretKey(TestKms.SYMMETRIC);
    return Stream.of(
        rsa,
        KmsKeys.asRSAPrivateKey(rsa),
        LibraryHost.privateKey("ecc-nist-p256"),
        LibraryHost.privateKey("ecc-nist-edwards25519"),
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
            LibraryHost.place() == ProviderPlace.LAST && isTakenByThePlatform(key)
                ? IllegalStateException.class
                : InvalidKeyException.class)
        .hasMessageContaining("register JavaSerializer for it");
  }

  /** It believes such a key to be its own. */
  private static boolean isTakenByThePlatform(Key key) {
    return key instanceof RSAPrivateKey || key instanceof EdECPrivateKey;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void withOneLine(Key key) throws Exception {
    Kryo kryo = kryo();
    kryo.addDefaultSerializer(KmsKey.class, JavaSerializer.class);
    Calls calls =
        LibraryHost.calls(
            () -> {
              assertEquals(key, through(kryo, key));
              assertEquals(List.of("row", key), through(kryo, List.of("row", key)));
            });
    Engines.KRYO.assertCosts(calls, 1);
    use((Key) through(kryo, key));
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
