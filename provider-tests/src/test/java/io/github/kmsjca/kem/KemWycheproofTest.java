package io.github.kmsjca.kem;

import static io.github.kmsjca.testkit.Wycheproof.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Wycheproof;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.jcajce.provider.asymmetric.mlkem.BCMLKEMPrivateKey;
import org.junit.jupiter.api.Test;

/**
 * The Wycheproof vectors of ML-KEM-768. KMS imports no such keys, so a local KMS is given those of
 * the vectors for its own; vectors whose private key is malformed have no place here.
 */
class KemWycheproofTest {
  private static final int SEED_LENGTH = 64;
  private static final String REGION = TestKms.REGION;

  private final Queue<KeyPair> pairs = new ArrayDeque<>();

  @Test
  void verdicts() throws Exception {
    Wycheproof.assumeThere();
    List<String> wrong = new ArrayList<>();
    int valid = 0;
    int invalid = 0;
    try (LocalKms local = LocalKms.builder().keyMaterial(spec -> pairs.remove()).start()) {
      Provider provider =
          new KmsProvider().configure("endpoint=" + local.endpoint() + ";region=" + REGION);
      KeyStore keys = TestKms.keyStore(provider);
      Kem kem = Kem.getInstance("ML-KEM-768", provider);
      for (JsonNode group : Wycheproof.read("mlkem_768").get("testGroups")) {
        for (JsonNode test : group.get("tests")) {
          byte[] seed = bytes(test, "seed");
          if (seed.length == SEED_LENGTH) {
            boolean isValid = test.get("result").asText().equals("valid");
            valid += isValid ? 1 : 0;
            invalid += isValid ? 0 : 1;
            pairs.add(pair(seed));
            String arn = local.createKey(REGION, "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
            KmsPrivateKey key = (KmsPrivateKey) keys.getKey(arn, null);
            if (!isAsExpected(kem, key, test, isValid)) {
              wrong.add(test.get("tcId") + " " + test.get("comment"));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(valid).isGreaterThan(100);
    assertThat(invalid).isGreaterThan(10);
  }

  private static boolean isAsExpected(Kem kem, KmsPrivateKey key, JsonNode test, boolean isValid)
      throws Exception {
    byte[] spki = key.publicKey().getEncoded();
    byte[] raw = Arrays.copyOfRange(spki, 22, spki.length);
    if (!Arrays.equals(raw, bytes(test, "ek"))) {
      return false;
    }
    Kem.Receiver receiver = kem.newDecapsulator(key);
    Kem.Encapsulated made = kem.newEncapsulator(key.publicKey()).encapsulate();
    if (!receiver.decapsulate(made.encapsulation()).equals(made.key())) {
      return false;
    }
    try {
      byte[] secret = receiver.decapsulate(bytes(test, "c")).getEncoded();
      return isValid && Arrays.equals(secret, bytes(test, "K"));
    } catch (Exception e) {
      return !isValid && Kem.decapsulateException().isInstance(e);
    }
  }

  private static KeyPair pair(byte[] seed) {
    BCMLKEMPrivateKey key =
        new BCMLKEMPrivateKey(new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed));
    return new KeyPair(key.getPublicKey(), key);
  }
}
