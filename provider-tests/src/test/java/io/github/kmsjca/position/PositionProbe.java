package io.github.kmsjca.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * One position of the provider in the list, all algorithm rows: first software keys, which must not
 * notice us, then KMS keys.
 */
public final class PositionProbe {
  private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.UTF_8);

  private final Report report = new Report();
  private final Position position;
  private final Map<KeyFamily, KeyPair> software = new EnumMap<>(KeyFamily.class);

  private PositionProbe(Position position) {
    this.position = position;
  }

  public static void main(String[] args) throws Exception {
    PositionProbe probe = new PositionProbe(Position.valueOf(args[0]));
    probe.install();
    probe.softwareKeys();
    Path classLog = Path.of(args[1]);
    probe.report.check(
        "no class of the AWS SDK was loaded for software keys", () -> noSdk(classLog));
    probe.kmsKeys();
    probe.report.done();
  }

  private void install() {
    switch (position) {
      case FIRST -> KmsProvider.install();
      case LAST, PREFERRED -> Security.addProvider(new KmsProvider());
      case STATIC_FIRST, STATIC_LAST -> {}
      case BOUNCY_CASTLE_BEFORE -> {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        Security.addProvider(new KmsProvider());
      }
      case BOUNCY_CASTLE_BEFORE_FIRST_OF_PLATFORM -> {
        KmsProvider.install();
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
      }
      case ACCP_BEFORE -> {
        AmazonCorrettoCryptoProvider.install();
        Security.addProvider(new KmsProvider());
      }
      case ACCP_AFTER -> {
        AmazonCorrettoCryptoProvider.install();
        KmsProvider.install();
      }
    }
  }

  private void softwareKeys() throws GeneralSecurityException {
    for (KeyFamily family : List.of(KeyFamily.RSA, KeyFamily.EC, KeyFamily.EDDSA)) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(generatorName(family));
      software.put(family, generator.generateKeyPair());
    }
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      // The others have no software keys on JDK 17, or are in KMS what they are nowhere else.
      if (software.containsKey(row.scheme().family()) && row != SignatureAlgorithm.ED25519PH) {
        report.check(row.jcaName() + " with a software key", () -> softwareKey(row));
      }
    }
    KeyPair rsa = software.get(KeyFamily.RSA);
    report.check(
        "software RSASSA-PSS, parameters before the key",
        () -> assertTrue(pssRoundTrip(rsa.getPrivate(), rsa.getPublic(), true)));
    report.check(
        "software RSASSA-PSS, parameters after the key",
        () -> assertTrue(pssRoundTrip(rsa.getPrivate(), rsa.getPublic(), false)));
    report.check(
        "software RSASSA-PSS, parameters that KMS cannot do",
        () -> {
          Signature signature = Signature.getInstance("RSASSA-PSS");
          signature.setParameter(Verifiers.pss("SHA-1", 20));
          signature.initSign(rsa.getPrivate());
          signature.update(MESSAGE);
          byte[] made = signature.sign();
          signature.initVerify(rsa.getPublic());
          signature.update(MESSAGE);
          assertTrue(signature.verify(made));
        });
    new CipherChecks(report).softwareKeys();
    new GeneratorChecks(report).softwareKeys();
    report.check(
        "randomness is not ours",
        () -> {
          UUID.randomUUID();
          assertFalse(new SecureRandom().getProvider() instanceof KmsProvider);
        });
  }

  private static String generatorName(KeyFamily family) {
    return family == KeyFamily.EDDSA ? "Ed25519" : family.jcaName();
  }

  /**
   * Goes to the provider that would have had it without us, or, if there is none, works through us.
   */
  private void softwareKey(SignatureAlgorithm row) throws GeneralSecurityException {
    KeyPair pair = software.get(row.scheme().family());
    Signature signature = Signature.getInstance(row.jcaName());
    signature.initSign(pair.getPrivate());
    String expected = providerWithoutUs(row, pair.getPrivate());
    if (expected != null) {
      assertEquals(expected, signature.getProvider().getName());
    }
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    byte[] input = Verifiers.input(row, MESSAGE);
    signature.update(input);
    byte[] made = signature.sign();
    Signature verifier = Signature.getInstance(row.jcaName());
    verifier.initVerify(pair.getPublic());
    if (Verifiers.needsParameters(row)) {
      verifier.setParameter(Verifiers.pssSha256());
    }
    verifier.update(input);
    assertTrue(verifier.verify(made));
  }

  private static String providerWithoutUs(SignatureAlgorithm row, PrivateKey key) {
    if (row == SignatureAlgorithm.NONE_WITH_RSA) {
      return null; // the platform makes it of a Cipher, which names no Signature provider
    }
    for (Provider provider : Security.getProviders()) {
      if (!(provider instanceof KmsProvider)) {
        if (takes(provider, row, key)) {
          return provider.getName();
        }
      }
    }
    return null;
  }

  private static boolean takes(Provider provider, SignatureAlgorithm row, PrivateKey key) {
    try {
      Signature.getInstance(row.jcaName(), provider).initSign(key);
      return true;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      return false;
    } catch (RuntimeException e) {
      return false; // some providers answer a foreign key so
    }
  }

  private static void noSdk(Path classLog) throws Exception {
    try (var lines = Files.lines(classLog)) {
      assertEquals(0, lines.filter(line -> line.contains("software.amazon.awssdk")).count());
    }
  }

  private void kmsKeys() throws Exception {
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    for (KeySpec spec : KeySpec.values()) {
      String alias = TestKms.ALIAS_BY_SPEC.get(spec.name());
      KmsPrivateKey key = (KmsPrivateKey) keyStore.getKey(alias, null);
      for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
        if (row.suits(spec)) {
          report.check(row.jcaName() + " with " + spec, () -> kmsKey(row, key));
        }
      }
    }
    new CipherChecks(report).kmsKeys(keyStore);
    new GeneratorChecks(report).kmsKeys();
    KmsPrivateKey rsa = (KmsPrivateKey) keyStore.getKey("rsa-2048", null);
    report.check("RSASSA-PSS, parameters before the KMS key", () -> parametersFirst(rsa));
    report.check(
        "RSASSA-PSS, parameters after the KMS key",
        () -> assertTrue(pssRoundTrip(rsa, rsa.publicKey(), false)));
  }

  private static void kmsKey(SignatureAlgorithm row, KmsPrivateKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(row.jcaName());
    signature.initSign(key);
    assertTrue(signature.getProvider() instanceof KmsProvider);
    if (Verifiers.needsParameters(row)) {
      signature.setParameter(Verifiers.pssSha256());
    }
    signature.update(Verifiers.input(row, MESSAGE));
    byte[] made = signature.sign();
    assertTrue(Verifiers.verifies(row, key.publicKey(), MESSAGE, made));
    if (isVerifiedUnnamed(row, key.publicKey())) {
      verifyUnnamed(row, key, made);
    }
  }

  /**
   * The platform's verifier takes a secp256k1 key and then gives up: there only being in front
   * helps. ACCP's Ed25519ph is the standard's, which is not what KMS makes.
   */
  private static boolean isVerifiedUnnamed(SignatureAlgorithm row, PublicKey key) {
    if (row == SignatureAlgorithm.ED25519PH) {
      return Security.getProvider("AmazonCorrettoCryptoProvider") == null;
    }
    return Verifiers.isOnThePlatform(key) || Security.getProviders()[0] instanceof KmsProvider;
  }

  private static void verifyUnnamed(SignatureAlgorithm row, KmsPrivateKey key, byte[] made)
      throws GeneralSecurityException {
    Signature unnamed = Signature.getInstance(row.jcaName());
    unnamed.initVerify(key.publicKey());
    if (Verifiers.needsParameters(row)) {
      unnamed.setParameter(Verifiers.pssSha256());
    }
    unnamed.update(Verifiers.input(row, MESSAGE));
    assertTrue(unnamed.verify(made), "without naming a provider");
  }

  /** What JCA makes impossible is pinned: it binds the first provider that takes the parameters. */
  private void parametersFirst(KmsPrivateKey key) throws GeneralSecurityException {
    if (position.parametersFirstWorks()) {
      assertTrue(pssRoundTrip(key, key.publicKey(), true));
    } else {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(Verifiers.pssSha256());
      assertThrows(InvalidKeyException.class, () -> signature.initSign(key));
    }
  }

  private static boolean pssRoundTrip(PrivateKey key, PublicKey publicKey, boolean parametersFirst)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    if (parametersFirst) {
      signature.setParameter(Verifiers.pssSha256());
    }
    signature.initSign(key);
    if (!parametersFirst) {
      signature.setParameter(Verifiers.pssSha256());
    }
    signature.update(MESSAGE);
    byte[] made = signature.sign();
    Signature verifier = Signature.getInstance("RSASSA-PSS");
    if (parametersFirst) {
      verifier.setParameter(Verifiers.pssSha256());
    }
    verifier.initVerify(publicKey);
    if (!parametersFirst) {
      verifier.setParameter(Verifiers.pssSha256());
    }
    verifier.update(MESSAGE);
    return verifier.verify(made);
  }
}
