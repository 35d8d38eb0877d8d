package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.permission.PermissionCheck;
import io.github.kmsjca.spec.KmsFailure;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries one key: what KMS says of it, its public key, and its use. */
final class KeyTrial {
  private static final String ENABLED = "Enabled";

  /** What came of a key; if KMS is down, other keys of its Region need not be tried. */
  record Outcome(List<Finding> findings, boolean kmsIsDown) {}

  private final Patient patient;
  private final boolean use;
  private final EncryptionTrial encryption;
  private final PrivateKeyTrial privateKeys;
  private final MacTrial macs;
  private final PermissionFindings permissions;

  /**
   * A trial.
   *
   * @param use false if no key may be used, but only be looked at
   */
  KeyTrial(Patient patient, Configuration configuration, boolean use) {
    this.patient = patient;
    this.use = use;
    this.encryption = new EncryptionTrial(patient.instance().gateway(), configuration);
    this.privateKeys = new PrivateKeyTrial(patient, configuration, encryption);
    this.macs = new MacTrial(patient.instance().gateway());
    this.permissions = new PermissionFindings(new PermissionCheck(patient.instance().gateway()));
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
    DescribeKey.Description description = describe(candidate, findings);
    String described = watch.lap("DescribeKey");
    if (description != null) {
      findings.add(Finding.fact(label, inWords(description) + " (" + described + ")"));
      KeySpec secret = description.secretKeySpec();
      if (secret != null) {
        addPermissions(candidate, description.arn(), secret, description.usage(), null, findings);
        findings.add(symmetric(candidate, description.arn(), secret, description.state(), watch));
        return;
      }
    }
    KeyHandle key = patient.instance().resolver().key(candidate.name());
    String done = watch.lap("GetPublicKey");
    if (description == null) {
      findings.add(Finding.fact("", key.arn() + ", " + key.keySpec() + ", " + key.keyUsage()));
    }
    if (!(key instanceof PrivateKeyHandle privateKey)) {
      addPermissions(candidate, key.keyArn(), key.spec(), key.keyUsage(), null, findings);
      findings.add(symmetric(candidate, key.keyArn(), key.spec(), ENABLED, watch));
      return;
    }
    byte[] encoded = privateKey.publicKey().getEncoded();
    addPermissions(candidate, key.keyArn(), key.spec(), key.keyUsage(), encoded, findings);
    for (PublicKey certified : candidate.certified()) {
      findings.add(comparison(privateKey, certified));
    }
    if (use && candidate.named()) {
      findings.add(Finding.ok("", done + ", " + privateKeys.used(privateKey, watch)));
    } else {
      String state = description == null ? ENABLED : description.state();
      findings.add(unused(candidate, state, done + ", " + PrivateKeyTrial.unused(privateKey)));
    }
  }

  /** Each costs some calls, and of a key that nobody named nobody asked. */
  private void addPermissions(
      Candidate candidate,
      KeyArn key,
      KeySpec spec,
      String usage,
      byte @Nullable [] publicKey,
      List<Finding> findings) {
    if (candidate.named()) {
      findings.addAll(permissions.of(key, spec.name(), usage, publicKey));
    }
  }

  private Finding symmetric(
      Candidate candidate, KeyArn key, KeySpec spec, String state, Stopwatch watch)
      throws KmsCallException, InvalidKeyException {
    if (!candidate.certified().isEmpty()) {
      return Finding.problem(
          "",
          "the keystore file has a certificate for this key, which is symmetric",
          "Correct the entry's key:, or remove its certificate");
    }
    if (use && candidate.named()) {
      boolean encrypts = spec == KeySpec.SYMMETRIC_DEFAULT;
      return Finding.ok(
          "", encrypts ? encryption.symmetric(key, watch) : macs.of(key, spec, watch));
    }
    return unused(
        candidate, state, spec == KeySpec.SYMMETRIC_DEFAULT ? "nothing encrypted" : "no MAC made");
  }

  /** A key that is only looked at: KMS may answer the public half of one that cannot be used. */
  private static Finding unused(Candidate candidate, String state, String fine) {
    if (state.equals(ENABLED) || state.isEmpty()) {
      return Finding.ok("", fine);
    }
    String unusable = "the key cannot be used while it is " + state;
    return candidate.named()
        ? Finding.problem("", unusable, "Enable it, or use another key")
        : Finding.warning("", unusable, "No problem unless a program uses it");
  }

  /** Only symmetric keys need the permission otherwise, so a refusal is no failure here. */
  private DescribeKey.@Nullable Description describe(Candidate candidate, List<Finding> findings)
      throws KmsCallException {
    try {
      return patient.instance().gateway().perform(new DescribeKey(candidate.name()));
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.ACCESS_DENIED) {
        throw e;
      }
      findings.add(
          Finding.note(
              candidate.name().keyId(),
              "DescribeKey was denied; only symmetric keys need it, and this report, for the state",
              ""));
      return null;
    }
  }

  private static String inWords(DescribeKey.Description key) {
    return key.arn()
        + ", "
        + key.spec()
        + ", "
        + key.usage()
        + (key.state().isEmpty() ? "" : ", " + key.state())
        + (key.deletionDate() == null ? "" : " until " + key.deletionDate())
        + (key.origin().isEmpty() ? "" : ", origin " + key.origin())
        + (key.multiRegion() ? ", multi-Region" : "");
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
}
