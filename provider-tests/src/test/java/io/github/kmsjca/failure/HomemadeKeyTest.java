package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.TestKms;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classes of keys that others have made, and whose getters answer nothing, or throw. JCA asks us
 * for each, so they must not hurt the search for their own provider; given to us by name, they end
 * as they do without us.
 */
class HomemadeKeyTest {
  private static final Set<String> CHOSEN_BY_KEY =
      Set.of("Signature", "Cipher", "Mac", "KeyAgreement", "KEM");
  private static final List<Class<? extends Key>> KINDS =
      List.of(
          RSAPublicKey.class,
          RSAPrivateKey.class,
          ECPublicKey.class,
          ECPrivateKey.class,
          EdECPublicKey.class,
          EdECPrivateKey.class,
          DSAPublicKey.class,
          DSAPrivateKey.class,
          XECPublicKey.class,
          XECPrivateKey.class);
  private static final List<String> SIGNATURES =
      List.of("SHA256withRSA", "RSASSA-PSS", "SHA256withECDSA", "Ed25519");

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  static Stream<Named<Key>> keysThatAnswer() {
    return Stream.concat(
        keys("nothing", (key, method, arguments) -> null),
        keys(
            "exceptions",
            (key, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  static Stream<Named<Key>> keys() {
    return Stream.concat(
        keysThatAnswer(),
        keys(
            "errors",
            (key, method, arguments) -> {
              throw new NoClassDefFoundError(method.getName());
            }));
  }

  private static Stream<Named<Key>> keys(String what, InvocationHandler answers) {
    return KINDS.stream()
        .map(kind -> Named.of(kind.getSimpleName() + " of " + what, key(kind, answers)));
  }

  private static Key key(Class<? extends Key> kind, InvocationHandler answers) {
    return (Key)
        Proxy.newProxyInstance(
            HomemadeKeyTest.class.getClassLoader(),
            new Class<?>[] {kind},
            (key, method, arguments) -> {
              // JUnit asks these of whatever it shows.
              return switch (method.getName()) {
                case "toString" -> "a home-made key";
                case "hashCode" -> 1;
                case "equals" -> key == arguments[0];
                default -> answers.invoke(key, method, arguments);
              };
            });
  }

  @ParameterizedTest
  @MethodSource("keys")
  void nobodyIsHurtByTheSearch(Key key) {
    for (Provider.Service service : provider.getServices()) {
      if (CHOSEN_BY_KEY.contains(service.getType())) {
        var unused = assertDoesNotThrow(() -> service.supportsParameter(key), service::toString);
      }
    }
  }

  /** With the provider that would be bound without us, by its name. */
  @ParameterizedTest
  @MethodSource("keysThatAnswer")
  void byNameItEndsAsWithoutUs(Key key) throws Exception {
    for (String name : SIGNATURES) {
      Provider other = Signature.getInstance(name).getProvider();
      assertEquals(
          outcome(() -> initialised(Signature.getInstance(name, other), key)),
          outcome(() -> initialised(Signature.getInstance(name, provider), key)),
          name);
    }
    String oaep = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
    Provider ofCipher = Cipher.getInstance(oaep).getProvider();
    assertEquals(
        outcome(() -> initialised(Cipher.getInstance(oaep, ofCipher), key)),
        outcome(() -> initialised(Cipher.getInstance(oaep, provider), key)));
    Provider ofAgreement = KeyAgreement.getInstance("ECDH").getProvider();
    assertEquals(
        outcome(() -> initialised(KeyAgreement.getInstance("ECDH", ofAgreement), key)),
        outcome(() -> initialised(KeyAgreement.getInstance("ECDH", provider), key)));
  }

  private static Object initialised(Signature signature, Key key) throws Exception {
    if (key instanceof PublicKey publicKey) {
      signature.initVerify(publicKey);
    } else {
      signature.initSign((PrivateKey) key);
    }
    return signature;
  }

  private static Object initialised(Cipher cipher, Key key) throws Exception {
    cipher.init(key instanceof PublicKey ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key);
    return cipher;
  }

  private static Object initialised(KeyAgreement agreement, Key key) throws Exception {
    agreement.init(key);
    return agreement;
  }

  /** The class of what is thrown: the words may be another provider's. */
  private static String outcome(Callable<Object> use) {
    try {
      var unused = use.call();
      return "taken";
    } catch (Exception | LinkageError e) {
      return e.getClass().getName();
    }
  }
}
