package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.SdkRequirement;

/**
 * The operations that this library asks KMS to rehearse, one row each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing
 *     your permissions</a>
 */
public enum DryRun {
  ENCRYPT("Encrypt", "ENCRYPT_DECRYPT"),
  DECRYPT("Decrypt", "ENCRYPT_DECRYPT", SdkRequirement.DRY_RUN_OF_DECRYPTION),
  /** Of symmetric keys only. */
  GENERATE_DATA_KEY("GenerateDataKey", "ENCRYPT_DECRYPT"),
  /** From the key to itself, so it takes both permissions, ReEncryptFrom and ReEncryptTo. */
  RE_ENCRYPT("ReEncrypt", "ENCRYPT_DECRYPT", SdkRequirement.DRY_RUN_OF_DECRYPTION),
  SIGN("Sign", "SIGN_VERIFY"),
  VERIFY("Verify", "SIGN_VERIFY"),
  GENERATE_MAC("GenerateMac", "GENERATE_VERIFY_MAC"),
  VERIFY_MAC("VerifyMac", "GENERATE_VERIFY_MAC"),
  DERIVE_SHARED_SECRET("DeriveSharedSecret", "KEY_AGREEMENT"),
  ENCAPSULATE("Encapsulate", "ENCAPSULATE_DECAPSULATE", SdkRequirement.ML_KEM),
  DECAPSULATE("Decapsulate", "ENCAPSULATE_DECAPSULATE", SdkRequirement.ML_KEM);

  private final String operation;
  private final String usage;
  private final SdkRequirement requirement;

  DryRun(String operation, String usage) {
    this(operation, usage, SdkRequirement.ANY_CALL);
  }

  DryRun(String operation, String usage, SdkRequirement requirement) {
    this.operation = operation;
    this.usage = usage;
    this.requirement = requirement;
  }

  /** KMS's own name of the operation. */
  public String operation() {
    return operation;
  }

  /** The wire name of the usage that a key must have. */
  public String usage() {
    return usage;
  }

  /** The AWS SDK that it takes. */
  SdkRequirement requirement() {
    return requirement;
  }
}
