package io.github.kmsjca.spec;

/**
 * The failure table: what KMS, or the way to it, reports; what that means, and what to do. Further
 * kinds may be added: have a default for those that you do not know.
 */
public enum KmsFailure {
  /** There is no such key or alias in this account and Region. */
  NOT_FOUND(
      false,
      "there is no such key or alias in this account and Region",
      "Check the name, the Region and the account"),
  /** The key is disabled. */
  DISABLED(false, "the key is disabled", "Enable it, or use another key"),
  /** The key is pending deletion. */
  PENDING_DELETION(false, "the key is pending deletion", "Cancel its deletion or use another key"),
  /** The key is pending import: its material is not there, expired or was deleted. */
  PENDING_IMPORT(
      false,
      "the key is pending import: its material is not there, expired or was deleted",
      "Import the same material again"),
  /** Of custom key stores also whatever else fails, and so it may pass. */
  INVALID_STATE(
      true,
      "the state of the key, or of its key store, does not permit this now",
      "KMS's own words say why: see to the custom key store, if it is one, and try again"),
  /** The key's usage or spec does not permit this. */
  WRONG_USAGE(
      false,
      "the key's usage or spec does not permit this",
      "Use a key made with the right KeyUsage and KeySpec"),
  /** Access was denied. */
  ACCESS_DENIED(
      false,
      "access was denied",
      "Grant the kms: action of this operation in the key policy or an IAM policy"),
  /** The AWS credentials were not accepted. */
  CREDENTIALS(
      false,
      "the AWS credentials were not accepted",
      "Check the credentials, their session token and the machine's clock"),
  /** No AWS credentials could be had. */
  NO_CREDENTIALS(
      true,
      "no AWS credentials could be had",
      "Configure them as for any AWS SDK, or set profile="),
  /** No Region could be found. */
  NO_REGION(
      true,
      "no Region could be found",
      "Set region=, AWS_REGION or the profile's region, or name the key by its ARN"),
  /** KMS throttled the call until its retries ended. */
  THROTTLED(
      true,
      "KMS throttled the call until its retries ended",
      "Reduce the rate, raise the account's KMS quota, or raise callTimeout= and maxAttempts="),
  /** A quota of the account or of the key is used up. */
  QUOTA(
      false,
      "a quota of the account or of the key is used up",
      "Raise the quota, or delete what is not needed"),
  /** There is an alias of that name already. */
  ALREADY_EXISTS(
      false,
      "there is an alias of that name already",
      "Choose another name, or set moveAliases=true"),
  /** The key material is not the one that this key had before. */
  WRONG_MATERIAL(
      false,
      "the key material is not the one that this key had before",
      "Import the material that it had, or into a new key"),
  /** KMS was unavailable. */
  UNAVAILABLE(true, "KMS was unavailable", "Try again"),
  /** There was no answer in time. */
  TIMED_OUT(
      true, "there was no answer in time", "Try again, or raise callTimeout= and attemptTimeout="),
  /** The call was not made, since its turn did not come in time. */
  BUSY(
      true,
      "the call was not made, since its turn did not come in time",
      "Raise maxConnections= or callTimeout=, or make fewer calls at the same time"),
  /** KMS could not be reached. */
  UNREACHABLE(true, "KMS could not be reached", "Check the network, the endpoint and the Region"),
  /** An answer without an error code of KMS's: its no would not be KMS's no. */
  NOT_KMS(
      true,
      "the answer is not KMS's, or broke off",
      "Look for a proxy or a wrong endpoint between this machine and KMS"),
  /** KMS's certificate is not trusted. */
  UNTRUSTED(
      false,
      "KMS's certificate is not trusted",
      "Is there a TLS-inspecting proxy? Add its CA to javax.net.ssl.trustStore, or correct the"
          + " endpoint"),
  /** The thread was interrupted. */
  INTERRUPTED(true, "the thread was interrupted", "Its interrupt flag is set again"),
  /** The key is outside the scope of this provider. */
  OUT_OF_SCOPE(
      false,
      "the key is outside the scope of this provider",
      "Add it to keys= or its account to accounts="),
  /** KMS answered for another key than the one asked for. */
  WRONG_KEY(
      false,
      "KMS answered for another key than the one asked for",
      "Nothing of the answer was used; check what stands between this machine and KMS"),
  /** The signature that KMS answered is not one of this message and key. */
  WRONG_SIGNATURE(
      false,
      "the signature that KMS answered is not one of this message and key",
      "Nothing of the answer was used; check what stands between this machine and KMS"),
  /** KMS's answer lacks something. */
  INCOMPLETE_ANSWER(
      false,
      "KMS's answer lacks something",
      "Check what stands between this machine and KMS, and the endpoint"),
  /** A KMS call was made from within a KMS call. */
  REENTRY(
      true,
      "a KMS call was made from within a KMS call",
      "Do not build the AWS SDK's own TLS on this provider's KeyStore"),
  /** The provider was closed. */
  CLOSED(false, "the provider was closed", "Make or install a new one, and get the key from that"),
  /** The provider's configuration is not valid. */
  CONFIGURATION(false, "the provider's configuration is not valid", "Correct it"),
  /** The AWS SDK, or the application's KmsClient, threw what it should not. */
  UNEXPECTED(
      true,
      "the AWS SDK, or the application's KmsClient, threw what it should not",
      "Try again, and see the cause"),
  /** A library on the class path is missing, or does not fit. */
  CLASS_PATH(
      false,
      "a library on the class path is missing, or does not fit",
      "Add it, and align the AWS SDK's modules by its BOM; or use the -all.jar"),
  /** An answer rather than a failure: {@code Signature.verify} returns false. */
  INVALID_SIGNATURE(
      false, "the signature is not of this message and key", "Do not trust the message"),
  /** For a decrypter as good as a wrong tag: the ciphertext is not of this key and context. */
  INVALID_CIPHERTEXT(
      false,
      "the ciphertext is not one of this key and encryption context, or it was altered",
      "Check the key, the context and where the ciphertext was kept"),
  /** An answer rather than a failure: the dry run was to find out just this. */
  DRY_RUN(false, "it was a dry run, and would have succeeded", "Call again without it"),
  /** KMS refused the call. */
  REFUSED(false, "KMS refused the call", "See the cause");

  private final boolean transientFailure;
  private final String meaning;
  private final String advice;

  KmsFailure(boolean transientFailure, String meaning, String advice) {
    this.transientFailure = transientFailure;
    this.meaning = meaning;
    this.advice = advice;
  }

  /**
   * Whether it may pass: it says nothing about the key, and the same call may succeed later.
   *
   * @return false if somebody has to change something first
   */
  public boolean isTransient() {
    return transientFailure;
  }

  /**
   * What it means.
   *
   * @return the middle of a sentence
   */
  public String meaning() {
    return meaning;
  }

  /**
   * What to do about it.
   *
   * @return a sentence without its full stop
   */
  public String advice() {
    return advice;
  }
}
