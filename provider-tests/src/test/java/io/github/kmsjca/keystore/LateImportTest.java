package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** KMS knows keys, material and aliases only after a while, as AWS does: imports work at once. */
class LateImportTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  @RegisterExtension static final TestKms kms = TestKms.late(Duration.ofSeconds(3));

  private final Provider provider = kms.provider("import", "true");

  @Test
  void everyImportWorksAtOnce() throws Exception {
    List<Callable<Void>> imports = new ArrayList<>();
    imports.add(() -> importPair("RSA", "SHA256withRSA"));
    imports.add(() -> importPair("EC", "SHA256withECDSA"));
    imports.add(() -> importPair("Ed25519", "Ed25519"));
    imports.add(() -> importSecret("AES"));
    imports.add(() -> importSecret("HmacSHA256"));
    ExecutorService threads = Executors.newFixedThreadPool(imports.size());
    try {
      for (Future<Void> done : threads.invokeAll(imports)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    kms.assertCalls(imports.size(), "CreateKey");
    kms.assertNoOrphans();
  }

  private Void importPair(String algorithm, String signature) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    Certificate leaf =
        new TestCertificates().issue(new X500Principal("CN=" + algorithm), pair.getPublic());
    Key imported = twice(algorithm, pair.getPrivate(), leaf);
    Signature signer = Signature.getInstance(signature, provider);
    signer.initSign((PrivateKey) imported);
    signer.update(MESSAGE);
    byte[] signed = signer.sign();
    Signature verifier = Signature.getInstance(signature);
    verifier.initVerify(pair.getPublic());
    verifier.update(MESSAGE);
    assertThat(verifier.verify(signed)).isTrue();
    return null;
  }

  private Void importSecret(String algorithm) throws Exception {
    byte[] bytes = new byte[32];
    bytes[0] = 7;
    SecretKey key = new SecretKeySpec(bytes, algorithm);
    Key imported = twice(algorithm, key);
    if (algorithm.equals("AES")) {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      cipher.init(Cipher.ENCRYPT_MODE, imported);
      byte[] message = cipher.doFinal(MESSAGE);
      cipher.init(Cipher.DECRYPT_MODE, imported);
      assertThat(cipher.doFinal(message)).isEqualTo(MESSAGE);
    } else {
      Mac ours = Mac.getInstance(algorithm, provider);
      ours.init(imported);
      Mac theirs = Mac.getInstance(algorithm, "SunJCE");
      theirs.init(key);
      assertThat(ours.doFinal(MESSAGE)).isEqualTo(theirs.doFinal(MESSAGE));
    }
    return null;
  }

  /** As a program does that sets its keys and is started twice in a row. */
  private Key twice(String alias, Key key, Certificate... chain) throws Exception {
    KeyStore first = TestKms.keyStore(provider);
    first.setKeyEntry(alias, key, null, chain.length == 0 ? null : chain);
    KeyStore second = TestKms.keyStore(provider);
    second.setKeyEntry(alias, key, null, chain.length == 0 ? null : chain);
    Key imported = second.getKey(alias, null);
    assertThat(imported).isInstanceOf(KmsKey.class).isEqualTo(first.getKey(alias, null));
    return imported;
  }
}
