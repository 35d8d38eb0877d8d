package io.github.kmsjca.internal.kms.client;

/** The oldest AWS SDK that something can be done with. One row for all that is older than that. */
public enum SdkRequirement {
  /**
   * RetryStrategy is of 2.26.0, DeriveSharedSecret of 2.26.2; and before 2.26.6 a strategy that was
   * set had no effect.
   */
  ANY_CALL("this library", "2.26.7"),
  /** Without a ciphertext, that is. */
  DRY_RUN_OF_DECRYPTION("a dry run of Decrypt or ReEncrypt", "2.41.30"),
  ML_KEM("ML-KEM (Encapsulate, Decapsulate)", "2.57.4");

  private final String what;
  private final String version;

  SdkRequirement(String what, String version) {
    this.what = what;
    this.version = version;
  }

  /** False too of a version that is no version. */
  public boolean isMetBy(String sdk) {
    return isAtLeast(sdk, version);
  }

  /** The same of any library. */
  public static boolean isAtLeast(String present, String needed) {
    String[] has = present.split("[.-]", -1);
    String[] needs = needed.split("\\.", -1);
    for (int i = 0; i < needs.length; i++) {
      int part = i < has.length && has[i].matches("\\d{1,9}") ? Integer.parseInt(has[i]) : -1;
      if (part != Integer.parseInt(needs[i])) {
        return part > Integer.parseInt(needs[i]);
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return what + " needs AWS SDK " + version + " or later";
  }
}
