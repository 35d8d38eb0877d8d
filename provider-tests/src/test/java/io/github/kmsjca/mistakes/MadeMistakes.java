package io.github.kmsjca.mistakes;

import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.List;

/** Making, importing and deleting keys. */
final class MadeMistakes {
  private MadeMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of(
                "a generator by its algorithm, with two instances of the provider",
                s -> {
                  Provider one = s.provider("name", "ONE");
                  Provider two = s.provider("name", "TWO");
                  Security.addProvider(one);
                  Security.addProvider(two);
                  try {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(
                        KmsKeyGenParameterSpec.builder().alias("made").keySpec(Scene.EC).build());
                    generator.generateKeyPair();
                  } finally {
                    Security.removeProvider("ONE");
                    Security.removeProvider("TWO");
                  }
                })
            .tells("several instances of this provider", "if ONE fails", "providerName"),
        Mistake.of(
                "an alias that is taken",
                s -> {
                  KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", s.provider());
                  generator.initialize(
                      KmsKeyGenParameterSpec.builder().alias("rsa-2048").keySpec(Scene.EC).build());
                  generator.generateKeyPair();
                })
            .tells("No key was made", "alias/rsa-2048...already", "Choose another"),
        Mistake.of(
                "an import that was not permitted",
                s -> {
                  KeyPair pair = pair(2048);
                  certificates(s, pair, TestKms.keyStore(s.provider()));
                })
            .tells("import", "entry 'mine'", "import=true"),
        Mistake.of(
                "the import of an RSA key of 1024 bits",
                s -> {
                  KeyPair pair = pair(1024);
                  certificates(s, pair, TestKms.keyStore(s.provider("import", "true")));
                })
            .tells("but not this RSA key", "entry 'mine'", "KMS imports RSA keys of 2048, 3072"),
        Mistake.of(
                "deleting a key in place of an entry",
                s -> TestKms.keyStore(s.provider()).deleteEntry("rsa-2048"))
            .tells("deletes neither keys nor KMS aliases", "entry 'rsa-2048'", "the AWS CLI"));
  }

  private static void certificates(Scene scene, KeyPair pair, KeyStore keyStore) throws Exception {
    Certificate[] chain =
        scene.identities().ca().issue("mine", pair.getPublic()).toArray(Certificate[]::new);
    keyStore.setKeyEntry("mine", pair.getPrivate(), null, chain);
  }

  private static KeyPair pair(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
