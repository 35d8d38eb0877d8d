package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KeyDescription;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries one key: what KMS says of it, its public key, and a signature that is then verified. */
final class KeyTrial {
  /** No protocol could take this for a message of its own. */
  private static final byte[] MESSAGE =
      "kms-jca doctor: this signature is a test and means nothing"
          .getBytes(StandardCharsets.US_ASCII);

  private static final String SIGNING = "SIGN_VERIFY";

  /** What came of a key; if KMS is down, other keys of its Region need not be tried. */
  record Outcome(List<Finding> findings, boolean kmsIsDown) {}

  private final Patient patient;
  private final boolean sign;
  private final boolean byKms;

  KeyTrial(Patient patient, Configuration configuration, boolean sign) {
    this.patient = patient;
    this.sign = sign;
    this.byKms = configuration.text(Setting.VERIFY).equals(Optional.of("kms"));
  }

  Outcome of(Candidate candidate) {
    List<Finding> findings = new ArrayList<>();
    KmsCallException failed = null;
    try {
      attempt(candidate, findings);
    } catch (KmsCallException e) {
      failed = e;
    } catch (GeneralSecurityException | ProviderException e) {
      if (e.getCause() instanceof KmsCallException call) {
        failed = call;
      } else {
        findings.add(Finding.problem(candidate.name().keyId(), String.valueOf(e.getMessage()), ""));
      }
    } catch (RuntimeException | LinkageError e) {
      // A jar that is missing, for one; what was found of other keys stays.
      findings.add(Finding.problem(candidate.name().keyId(), "cannot be tried: " + e, ""));
    }
    if (failed != null) {
      findings.add(finding(candidate, failed));
    }
    return new Outcome(findings, failed != null && CallFailures.isOfAllKeys(failed.failure()));
  }

  /** What is wrong with a key that nobody named is no problem of this configuration. */
  private static Finding finding(Candidate candidate, KmsCallException e) {
    String label = candidate.name().keyId();
    return candidate.named() || e.failure().isTransient()
        ? Finding.problem(label, CallFailures.text(e), "")
        : Finding.warning(label, CallFailures.text(e), "No problem unless a program uses it");
  }

  private void attempt(Candidate candidate, List<Finding> findings)
      throws KmsCallException, GeneralSecurityException {
    String label = candidate.name().keyId();
    Stopwatch watch = new Stopwatch();
    KeyDescription description = describe(candidate, findings);
    String described = watch.lap("DescribeKey");
    if (description != null) {
      findings.add(Finding.fact(label, inWords(description) + " (" + described + ")"));
      if (!description.usage().equals(SIGNING)) {
        findings.add(otherUsage(candidate, description.usage(), description.spec()));
        return;
      }
    }
    PrivateKeyHandle key = patient.instance().resolver().privateKey(candidate.name());
    String done = watch.lap("GetPublicKey");
    if (description == null) {
      findings.add(Finding.fact("", key.arn() + ", " + key.keySpec() + ", " + key.keyUsage()));
    }
    if (!key.keyUsage().equals(SIGNING)) {
      findings.add(otherUsage(candidate, key.keyUsage(), key.keySpec()));
      return;
    }
    for (PublicKey certified : candidate.certified()) {
      findings.add(comparison(key, certified));
    }
    findings.add(
        Finding.ok(
            "",
            done
                + (sign && candidate.named()
                    ? ", " + signature(key, watch)
                    : ", no signature made")));
  }

  /** The permission is not needed otherwise, so a refusal is no failure. */
  private @Nullable KeyDescription describe(Candidate candidate, List<Finding> findings)
      throws KmsCallException {
    try {
      return patient.instance().gateway().describe(candidate.name());
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.ACCESS_DENIED) {
        throw e;
      }
      findings.add(
          Finding.note(
              candidate.name().keyId(),
              "DescribeKey was denied; only this report needs it, to tell the key's state",
              ""));
      return null;
    }
  }

  private static String inWords(KeyDescription key) {
    return key.arn()
        + ", "
        + key.spec()
        + ", "
        + key.usage()
        + ", "
        + key.state()
        + (key.deletionDate() == null ? "" : " until " + key.deletionDate())
        + ", origin "
        + key.origin()
        + (key.multiRegion() ? ", multi-Region" : "");
  }

  private static Finding otherUsage(Candidate candidate, String usage, String spec) {
    String text = "a " + spec + " key for " + usage + ": this version uses keys that sign only";
    return candidate.named()
        ? Finding.warning("", text, "Use a key with KeyUsage " + SIGNING)
        : Finding.note("", text, "");
  }

  private static Finding comparison(PrivateKeyHandle key, PublicKey certified) {
    try {
      key.withCertificateKey(certified);
      return Finding.ok("", "the certificate in the keystore file is of this key");
    } catch (InvalidKeyException e) {
      return Finding.problem(
          "", String.valueOf(e.getMessage()), "Correct the entry's key:, or its certificate");
    }
  }

  /** Goes through JCA, as a program does. */
  private String signature(PrivateKeyHandle key, Stopwatch watch) throws GeneralSecurityException {
    String algorithm = algorithm(key.spec()).jcaName();
    Signature signer = Signature.getInstance(algorithm, patient.provider());
    signer.initSign(key);
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    String done = watch.lap("Sign (" + algorithm + ")");
    Signature verifier = Signature.getInstance(algorithm, patient.provider());
    verifier.initVerify(key.publicKey());
    verifier.update(MESSAGE);
    if (!verifier.verify(signature)) {
      throw new InvalidKeyException(
          "KMS Sign with key " + key.arn() + " answered, but its signature is not valid");
    }
    return done + ", " + watch.lap(byKms ? "verified by KMS" : "verified here");
  }

  /** With an elliptic curve, the one with the curve's own digest. */
  private static SignatureAlgorithm algorithm(KeySpec spec) {
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      if (row.suits(spec) && (spec.nativeDigest() == null || row.digest() == spec.nativeDigest())) {
        return row;
      }
    }
    throw new IllegalStateException("no algorithm for " + spec);
  }
}
