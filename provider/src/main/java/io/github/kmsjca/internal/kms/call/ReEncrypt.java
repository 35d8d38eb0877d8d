package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.spec.KmsFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/**
 * ReEncrypt: the CiphertextBlob under the destination's key. The one call with two keys, both of
 * which have to be in scope and in the answer.
 */
public final class ReEncrypt implements KmsCall<ReEncryptResponse, byte[]> {
  private final Side source;
  private final Side destination;
  private final List<KeyName> keys;

  /** Of a dry run alone none is needed. */
  private final byte @Nullable [] ciphertext;

  /**
   * How a ciphertext was made, or how it is to be made anew. Immutable.
   *
   * @param context the encryption context
   */
  public record Side(KeyUse key, EncryptionAlgorithm algorithm, Map<String, String> context) {
    public Side {
      context = Map.copyOf(context);
    }

    /** Tells of the context how many pairs it has: values are not for logs. */
    @Override
    public String toString() {
      return key.arn() + " (" + algorithm + ", " + context.size() + " context pairs)";
    }
  }

  private ReEncrypt(Side source, byte @Nullable [] ciphertext, Side destination) {
    this.source = source;
    this.destination = destination;
    this.keys = List.of(KeyName.of(source.key().arn()), KeyName.of(destination.key().arn()));
    this.ciphertext = ciphertext;
  }

  /**
   * From one key to another of its Region.
   *
   * @param source its key has the grant tokens for both
   */
  public static ReEncrypt of(Side source, byte[] ciphertext, Side destination) {
    return new ReEncrypt(source, ciphertext, destination);
  }

  /**
   * To be rehearsed only: from the key to itself, so it takes both permissions, ReEncryptFrom and
   * ReEncryptTo.
   */
  public static ReEncrypt withoutCiphertext(KeyUse key, EncryptionAlgorithm algorithm) {
    Side side = new Side(key, algorithm, Map.of());
    return new ReEncrypt(side, null, side);
  }

  @Override
  public String operation() {
    return "ReEncrypt";
  }

  @Override
  public SdkRequirement requirement() {
    return ciphertext == null ? SdkRequirement.DRY_RUN_OF_DECRYPTION : SdkRequirement.ANY_CALL;
  }

  @Override
  public List<KeyName> keys() {
    return keys;
  }

  @Override
  public @Nullable Purpose purpose() {
    return source.algorithm() == EncryptionAlgorithm.SYMMETRIC_DEFAULT
        ? Purpose.RE_ENCRYPTION
        : null;
  }

  @Override
  public ReEncryptResponse send(Target to) {
    byte[] sent = ciphertext;
    String destinationKeyId = destination.key().arn().toString();
    if (sent == null) {
      return WithoutCiphertext.send(to, source.algorithm());
    }
    return to.kms()
        .reEncrypt(
            r ->
                r.ciphertextBlob(SdkBytes.fromByteArrayUnsafe(sent))
                    .sourceKeyId(to.keyId())
                    .sourceEncryptionAlgorithm(source.algorithm().name())
                    .sourceEncryptionContext(source.context())
                    .destinationKeyId(destinationKeyId)
                    .destinationEncryptionAlgorithm(destination.algorithm().name())
                    .destinationEncryptionContext(destination.context())
                    .grantTokens(source.key().grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  public List<@Nullable String> answeredKeyIds(ReEncryptResponse response) {
    return Arrays.asList(response.sourceKeyId(), response.keyId());
  }

  @Override
  public byte[] result(ReEncryptResponse response, ResponseChecks checks) throws KmsCallException {
    return checks.required("CiphertextBlob", response.ciphertextBlob()).asByteArray();
  }

  /** Of the service's own words only this: which of the two keys they name. */
  @Override
  public byte[] failed(KmsCallException failure) throws KmsCallException {
    String from = keys.get(0).keyId();
    String to = keys.get(1).keyId();
    // A refusal of access is told in full already; and one key needs no telling.
    if (failure.failure() == KmsFailure.ACCESS_DENIED
        || from.equals(to)
        || !(failure.getCause() instanceof AwsServiceException service)) {
      throw failure;
    }
    AwsErrorDetails details = service.awsErrorDetails();
    String words = details == null ? "" : String.valueOf(details.errorMessage());
    boolean ofSource = words.contains(from);
    throw ofSource == words.contains(to)
        ? failure
        : failure.with("KMS says it of the " + (ofSource ? "source" : "destination"));
  }

  /** Apart, since an SDK before {@link SdkRequirement#DRY_RUN_OF_DECRYPTION} lacks the classes. */
  private static final class WithoutCiphertext {
    static ReEncryptResponse send(Target to, EncryptionAlgorithm algorithm) {
      return to.kms()
          .reEncrypt(
              r ->
                  r.sourceKeyId(to.keyId())
                      .sourceEncryptionAlgorithm(algorithm.name())
                      .destinationKeyId(to.keyId())
                      .destinationEncryptionAlgorithm(algorithm.name())
                      .dryRun(true)
                      .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT));
    }
  }
}
