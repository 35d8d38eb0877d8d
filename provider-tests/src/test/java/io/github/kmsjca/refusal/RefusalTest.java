package io.github.kmsjca.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import io.github.kmsjca.internal.algorithm.RefusedAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

/**
 * The names that KMS cannot do: the reason for who has a KMS key, and nothing new for all others.
 */
@ResourceLock(ProviderPlace.LOCK)
class RefusalTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  /** Of other names JCA would say, because of us, that they are there. */
  @ParameterizedTest
  @EnumSource
  void allNamesAreOnThePlatform(RefusedAlgorithm row) {
    assertThat(row.names()).isNotEmpty().allMatch(name -> isOnThePlatform(row.engine(), name));
  }

  private static boolean isOnThePlatform(String engine, String name) {
    try {
      return engine.equals("Cipher")
          ? Cipher.getInstance(name) != null
          : Signature.getInstance(name) != null;
    } catch (java.security.GeneralSecurityException e) {
      return false;
    }
  }

  private static void init(String engine, String name, PrivateKey key) throws Exception {
    if (engine.equals("Cipher")) {
      Cipher.getInstance(name).init(Cipher.DECRYPT_MODE, key);
    } else {
      Signature.getInstance(name).initSign(key);
    }
  }

  /** In the last place SunEC can be heard first, with what it has against such a key. */
  @ParameterizedTest
  @EnumSource
  void aKmsKeyIsToldWhy(RefusedAlgorithm row) throws Exception {
    PrivateKey rsa =
        TestKms.key(provider, row.engine().equals("Cipher") ? TestKms.RSA_ENCRYPTION : "rsa-2048");
    PrivateKey ec = TestKms.key(provider, "ecc-nist-p256");
    List<String> names = row.names();
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            for (String name : names) {
              boolean isEc = name.contains("ECDSA");
              if (isEc && place == ProviderPlace.LAST) {
                continue;
              }
              PrivateKey key = isEc ? ec : rsa;
              assertThatThrownBy(() -> init(row.engine(), name, key))
                  .describedAs(name + " " + place)
                  .isInstanceOf(InvalidKeyException.class)
                  .hasMessage(
                      ((KmsPrivateKey) key).arn() + " cannot do " + name + ": " + row.reason());
            }
          });
    }
  }

  /** Also who asks for the provider, and whatever else is asked before the key is known. */
  @ParameterizedTest
  @EnumSource
  void nobodyElseMeetsUs(RefusedAlgorithm row) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair software = generator.generateKeyPair();
    List<String> names = row.names();
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          for (String name : names) {
            if (row.engine().equals("Cipher")) {
              Cipher cipher = Cipher.getInstance(name);
              assertThat(cipher.getProvider()).describedAs(name).isNotSameAs(provider);
              cipher.init(Cipher.ENCRYPT_MODE, software.getPublic());
              Cipher other = Cipher.getInstance(name);
              other.init(Cipher.DECRYPT_MODE, software.getPrivate());
              assertThat(other.getProvider()).isNotSameAs(provider);
            } else {
              Signature signature = Signature.getInstance(name);
              assertThat(signature.getProvider()).describedAs(name).isNotSameAs(provider);
            }
            assertThatThrownBy(() -> named(row.engine(), name))
                .isInstanceOf(NoSuchAlgorithmException.class);
          }
        });
    Stream<String> listed =
        provider.getServices().stream()
            .filter(service -> service.getType().equals(row.engine()))
            .map(service -> service.getAlgorithm().toUpperCase(Locale.ROOT));
    assertThat(listed).doesNotContainAnyElementsOf(upperCase(row.names()));
    assertThat(provider.stringPropertyNames()).doesNotContain("Cipher.RSA");
  }

  private static List<String> upperCase(List<String> names) {
    return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
  }

  private static void named(String engine, String name) throws Exception {
    if (engine.equals("Cipher")) {
      Cipher.getInstance(name, provider);
    } else {
      Signature.getInstance(name, provider);
    }
  }

  @ParameterizedTest
  @EnumSource
  void xmlSignatureWithSha1(ProviderPlace place) throws Exception {
    place.with(
        provider,
        () -> {
          XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
          SignedInfo info =
              factory.newSignedInfo(
                  factory.newCanonicalizationMethod(
                      CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                  factory.newSignatureMethod("http://www.w3.org/2000/09/xmldsig#rsa-sha1", null),
                  List.of(
                      factory.newReference(
                          "", factory.newDigestMethod(DigestMethod.SHA256, null))));
          Document document =
              DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
          document.appendChild(document.createElement("order"));
          DOMSignContext context =
              new DOMSignContext(TestKms.key(provider, "rsa-2048"), document.getDocumentElement());
          assertThatThrownBy(() -> factory.newXMLSignature(info, null).sign(context))
              .hasStackTraceContaining("KMS makes no signatures with SHA-1: use SHA256withRSA");
        });
  }

  /** Of RSA1_5 Nimbus tells nothing, so that nobody learns from what fails. */
  @ParameterizedTest
  @EnumSource
  void nimbusWithOaep512(ProviderPlace place) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.RSA_ENCRYPTION);
    JWEObject message =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.RSA_OAEP_512, EncryptionMethod.A256GCM),
            new Payload("secret"));
    message.encrypt(new RSAEncrypter((RSAPublicKey) key.publicKey()));
    place.with(
        provider,
        () -> {
          JWEObject received = JWEObject.parse(message.serialize());
          assertThatThrownBy(() -> received.decrypt(new RSADecrypter(key)))
              .hasStackTraceContaining("KMS has OAEP with SHA-1 and SHA-256 only");
        });
  }
}
