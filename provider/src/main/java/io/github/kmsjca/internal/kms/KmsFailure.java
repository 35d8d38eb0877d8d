package io.github.kmsjca.internal.kms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The failure table: what KMS or the way to it reports, what that means, and what to do. */
public enum KmsFailure {
  NOT_FOUND(
      false,
      "there is no such key or alias in this account and Region",
      "Check the name, the Region and the account",
      "NotFoundException",
      "InvalidArnException"),
  DISABLED(false, "the key is disabled", "Enable it, or use another key", "DisabledException"),
  INVALID_STATE(
      false,
      "the key's state does not permit this (pending deletion, pending import or unavailable)",
      "Cancel its deletion or use another key",
      "KMSInvalidStateException"),
  WRONG_USAGE(
      false,
      "the key's usage or spec does not permit this",
      "Use a key made with the right KeyUsage and KeySpec",
      "InvalidKeyUsageException",
      "UnsupportedOperationException"),
  ACCESS_DENIED(
      false,
      "access was denied",
      "Grant the kms: action of this operation in the key policy or an IAM policy",
      "AccessDeniedException"),
  CREDENTIALS(
      false,
      "the AWS credentials were not accepted",
      "Check the credentials, their session token and the machine's clock",
      "UnrecognizedClientException",
      "InvalidSignatureException",
      "ExpiredTokenException",
      "IncompleteSignatureException",
      "MissingAuthenticationTokenException",
      "InvalidClientTokenId",
      "RequestExpired",
      "OptInRequired"),
  NO_CREDENTIALS(
      true,
      "no AWS credentials could be had",
      "Configure them as for any AWS SDK, or set profile="),
  NO_REGION(
      true,
      "no Region could be found",
      "Set region=, AWS_REGION or the profile's region, or name the key by its ARN"),
  THROTTLED(
      true,
      "KMS throttled the call until its retries ended",
      "Reduce the rate, raise the account's KMS quota, or raise callTimeout= and maxAttempts=",
      "ThrottlingException"),
  QUOTA(
      false,
      "a quota of the account or of the key is used up",
      "Raise the quota, or delete what is not needed",
      "LimitExceededException"),
  ALREADY_EXISTS(
      false,
      "there is an alias of that name already",
      "Choose another name, or set moveAliases=true",
      "AlreadyExistsException"),
  WRONG_MATERIAL(
      false,
      "the key material is not the one that this key had before",
      "Import the material that it had, or into a new key",
      "IncorrectKeyMaterialException"),
  UNAVAILABLE(
      true,
      "KMS was unavailable",
      "Try again",
      "KMSInternalException",
      "KeyUnavailableException",
      "DependencyTimeoutException",
      "ServiceUnavailable",
      "InternalFailure",
      "ServiceUnavailableException",
      "InternalServerError"),
  TIMED_OUT(
      true, "there was no answer in time", "Try again, or raise callTimeout= and attemptTimeout="),
  BUSY(
      true,
      "the call was not made, since its turn did not come in time",
      "Raise maxConnections= or callTimeout=, or make fewer calls at the same time"),
  UNREACHABLE(true, "KMS could not be reached", "Check the network, the endpoint and the Region"),
  /** An answer without an error code of KMS's: its no would not be KMS's no. */
  NOT_KMS(
      true,
      "the answer is not KMS's, or broke off",
      "Look for a proxy or a wrong endpoint between this machine and KMS"),
  UNTRUSTED(
      false,
      "KMS's certificate is not trusted",
      "Is there a TLS-inspecting proxy? Add its CA to javax.net.ssl.trustStore, or correct the"
          + " endpoint"),
  INTERRUPTED(true, "the thread was interrupted", "Its interrupt flag is set again"),
  OUT_OF_SCOPE(
      false,
      "the key is outside the scope of this provider",
      "Add it to keys= or its account to accounts="),
  WRONG_KEY(
      false,
      "KMS answered for another key than the one asked for",
      "Nothing of the answer was used; check what stands between this machine and KMS"),
  INCOMPLETE_ANSWER(
      false,
      "KMS's answer lacks something",
      "Check what stands between this machine and KMS, and the endpoint"),
  REENTRY(
      true,
      "a KMS call was made from within a KMS call",
      "Do not build the AWS SDK's own TLS on this provider's KeyStore"),
  CLOSED(false, "the provider was closed", "Make or install a new one, and get the key from that"),
  CONFIGURATION(false, "the provider's configuration is not valid", "Correct it"),
  UNEXPECTED(
      true,
      "the AWS SDK, or the application's KmsClient, threw what it should not",
      "Try again, and see the cause"),
  CLASS_PATH(
      false,
      "a library on the class path is missing, or does not fit",
      "Add it, and align the AWS SDK's modules by its BOM; or use the -all.jar"),
  /** An answer rather than a failure: {@code Signature.verify} returns false. */
  INVALID_SIGNATURE(
      false,
      "the signature is not of this message and key",
      "Do not trust the message",
      "KMSInvalidSignatureException",
      "KMSInvalidMacException"),
  /** For a decrypter as good as a wrong tag: the ciphertext is not of this key and context. */
  INVALID_CIPHERTEXT(
      false,
      "the ciphertext is not one of this key and encryption context, or it was altered",
      "Check the key, the context and where the ciphertext was kept",
      "InvalidCiphertextException",
      "IncorrectKeyException"),
  /** An answer rather than a failure: the dry run was to find out just this. */
  DRY_RUN(
      false,
      "it was a dry run, and would have succeeded",
      "Call again without it",
      "DryRunOperationException"),
  REFUSED(false, "KMS refused the call", "See the cause");

  private final boolean transientFailure;
  private final String meaning;
  private final String advice;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> errorCodes;

  KmsFailure(boolean transientFailure, String meaning, String advice, String... errorCodes) {
    this.transientFailure = transientFailure;
    this.meaning = meaning;
    this.advice = advice;
    this.errorCodes = List.of(errorCodes);
  }

  /** True if it says nothing about the key: the same call may succeed later. */
  public boolean isTransient() {
    return transientFailure;
  }

  /** What it means, as the middle of a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What to do, as the beginning of a sentence. */
  public String advice() {
    return advice;
  }

  /**
   * True if it takes back what KMS permitted: KMS said no, or its answer is wrong. That nobody gets
   * to KMS, for whatever reason, does not.
   */
  public boolean endsPermission() {
    return !transientFailure && this != UNTRUSTED;
  }

  /** The row that has this error code, if one has. */
  static Optional<KmsFailure> ofErrorCode(String code) {
    return Arrays.stream(values()).filter(row -> row.errorCodes.contains(code)).findFirst();
  }
}
