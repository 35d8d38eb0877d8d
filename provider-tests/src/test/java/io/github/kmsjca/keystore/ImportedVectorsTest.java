package io.github.kmsjca.keystore;

import static io.github.kmsjca.testkit.Wycheproof.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Wycheproof;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Wycheproof vectors whose keys KMS can hold: imported by the KeyStore, then used. */
class ImportedVectorsTest {
  /** Of ECDH, where each costs a call and there are thousands; all that are not valid are tried. */
  private static final int MOST_VALID = Boolean.getBoolean("soak") ? Integer.MAX_VALUE : 100;

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestCertificates ca;
  private static Provider provider;
  private final Map<String, Key> imported = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    Wycheproof.assumeThere();
    ca = new TestCertificates();
    provider = kms.provider("import", "true");
  }

  /** Once for each key; the names are none that KMS would know, so nobody names the keys there. */
  private Key imported(String id, Key key, PublicKey certified, int usage) throws Exception {
    Key known = imported.get(id);
    if (known == null) {
      KeyStore store = TestKms.keyStore(provider);
      String name = "vector " + imported.size();
      Certificate[] chain =
          certified == null
              ? null
              : new Certificate[] {ca.issue(new X500Principal("CN=vector"), certified, usage)};
      store.setKeyEntry(name, key, null, chain);
      known = store.getKey(name, null);
      imported.put(id, known);
    }
    return known;
  }

  /** What came of the vectors of one file. */
  private static final class Tally {
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    void note(JsonNode test, boolean accepted) {
      String result = test.get("result").asText();
      String why = result.equals("acceptable") ? " " + test.get("flags") : "";
      counts.merge(result + (accepted ? " accepted" : " refused") + why, 1, Integer::sum);
      if ((result.equals("valid") && !accepted) || (result.equals("invalid") && accepted)) {
        wrong.add(test.get("tcId") + " " + test.get("comment") + " " + test.get("flags"));
      }
    }

    void impossible(String why) {
      counts.merge("impossible: " + why, 1, Integer::sum);
    }

    int count(String what) {
      return counts.getOrDefault(what, 0);
    }

    /** Says what came of those that are neither valid nor invalid, and what cannot be tried. */
    void check(String file) {
      assertThat(wrong).isEmpty();
      System.out.println("Wycheproof, " + file + ": " + counts);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa_oaep_2048_sha1_mgf1sha1, RSA/ECB/OAEPPadding",
    "rsa_oaep_2048_sha256_mgf1sha256, RSA/ECB/OAEPWithSHA-256AndMGF1Padding",
    "rsa_oaep_4096_sha256_mgf1sha256, RSA/ECB/OAEPPadding"
  })
  void oaep(String file, String transformation) throws Exception {
    Tally tally = new Tally();
    for (JsonNode group : Wycheproof.read(file).get("testGroups")) {
      Key key = rsa(file, bytes(group, "privateKeyPkcs8"));
      for (JsonNode test : group.get("tests")) {
        if (test.get("label").asText().isEmpty()) {
          tally.note(test, isDecrypted(transformation, key, group, test));
        } else {
          tally.impossible("KMS has no labels");
        }
      }
    }
    tally.check(file);
    assertThat(tally.count("valid accepted")).isGreaterThanOrEqualTo(10);
    assertThat(tally.count("invalid refused")).isGreaterThanOrEqualTo(10);
  }

  private Key rsa(String id, byte[] pkcs8) throws Exception {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    PublicKey publicKey =
        factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    return imported(id, key, publicKey, KeyUsage.keyEncipherment);
  }

  private static boolean isDecrypted(String transformation, Key key, JsonNode group, JsonNode test)
      throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            group.get("sha").asText(),
            "MGF1",
            new MGF1ParameterSpec(group.get("mgfSha").asText()),
            PSource.PSpecified.DEFAULT));
    try {
      return Arrays.equals(cipher.doFinal(bytes(test, "ct")), bytes(test, "msg"));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {224, 256, 384, 512})
  void hmac(int bits) throws Exception {
    Tally tally = new Tally();
    String file = "hmac_sha" + bits;
    for (JsonNode group : Wycheproof.read(file).get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        byte[] message = bytes(test, "msg");
        if (group.get("keySize").asInt() != bits) {
          tally.impossible("KMS has keys of one length only");
        } else if (message.length == 0) {
          tally.impossible("KMS takes no empty message");
        } else {
          String id = bits + test.get("key").asText();
          Key software = new SecretKeySpec(bytes(test, "key"), "HmacSHA" + bits);
          Mac mac = Mac.getInstance("HmacSHA" + bits, provider);
          mac.init(imported(id, software, null, 0));
          byte[] tag = bytes(test, "tag");
          tally.note(test, Arrays.equals(Arrays.copyOf(mac.doFinal(message), tag.length), tag));
        }
      }
    }
    tally.check(file);
    assertThat(tally.count("valid accepted")).isGreaterThan(20);
    assertThat(tally.count("invalid refused")).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void ecdh(String curve) throws Exception {
    Tally tally = new Tally();
    String file = "ecdh_" + curve;
    for (JsonNode group : Wycheproof.read(file).get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        if (test.get("result").asText().equals("valid")
            && tally.count("valid accepted") == MOST_VALID) {
          continue;
        }
        BigInteger secret = new BigInteger(1, bytes(test, "private"));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
        agreement.init(ec(curve, secret));
        tally.note(test, isShared(agreement, bytes(test, "public"), bytes(test, "shared")));
      }
    }
    tally.check(file);
    assertThat(tally.count("valid accepted")).isGreaterThanOrEqualTo(100);
    assertThat(tally.count("invalid refused")).isGreaterThan(40);
  }

  private Key ec(String curve, BigInteger secret) throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", "SunEC");
    parameters.init(new ECGenParameterSpec(curve));
    ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
    org.bouncycastle.math.ec.ECPoint point =
        CustomNamedCurves.getByName(curve).getG().multiply(secret).normalize();
    ECPoint w =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    KeyFactory factory = KeyFactory.getInstance("EC", "SunEC");
    PrivateKey key = factory.generatePrivate(new ECPrivateKeySpec(secret, spec));
    PublicKey publicKey = factory.generatePublic(new ECPublicKeySpec(w, spec));
    return imported(curve + secret, key, publicKey, KeyUsage.keyAgreement);
  }

  /** What the platform cannot even read is as well refused. */
  private static boolean isShared(KeyAgreement agreement, byte[] encoded, byte[] expected)
      throws Exception {
    try {
      PublicKey peer =
          KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(encoded));
      agreement.doPhase(peer, true);
      return Arrays.equals(agreement.generateSecret(), expected);
    } catch (GeneralSecurityException | ProviderException e) {
      return false;
    }
  }
}
