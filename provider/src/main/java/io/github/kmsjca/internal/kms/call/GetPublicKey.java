package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/** GetPublicKey: all that there is to know of an asymmetric key. */
public final class GetPublicKey implements KmsCall<GetPublicKeyResponse, GetPublicKey.Facts> {
  private final List<KeyName> keys;

  /**
   * An asymmetric key.
   *
   * @param arn the key's ARN, whatever name was asked for
   * @param publicKey the DER SubjectPublicKeyInfo
   */
  public record Facts(KeyArn arn, KeySpec spec, KeyUsage usage, X509EncodedKeySpec publicKey) {}

  public GetPublicKey(KeyName name) {
    this.keys = List.of(name);
  }

  @Override
  public String operation() {
    return "GetPublicKey";
  }

  @Override
  public List<KeyName> keys() {
    return keys;
  }

  @Override
  public GetPublicKeyResponse send(Target to) {
    return to.kms().getPublicKey(r -> r.keyId(to.keyId()));
  }

  @Override
  public List<@Nullable String> answeredKeyIds(GetPublicKeyResponse response) {
    return Collections.singletonList(response.keyId());
  }

  @Override
  public Facts result(GetPublicKeyResponse response, ResponseChecks checks)
      throws KmsCallException {
    KeySpec spec = KeySpec.ofWireName(response.keySpecAsString());
    if (spec == null) {
      throw unusable("key spec " + response.keySpecAsString(), checks);
    }
    String usageName = checks.required("KeyUsage", response.keyUsageAsString());
    KeyUsage usage = KeyUsage.ofWireName(usageName);
    if (usage == null) {
      throw unusable("key usage " + usageName, checks);
    }
    return new Facts(
        checks.key(),
        spec,
        usage,
        new X509EncodedKeySpec(checks.required("PublicKey", response.publicKey()).asByteArray()));
  }

  /** That a key is symmetric, which DescribeKey tells then. */
  @Override
  public boolean isAnswer(KmsCallException failure) {
    return failure.failure() == KmsFailure.WRONG_USAGE && failure.mayBeOfSymmetricKey();
  }

  private static KmsCallException unusable(String what, ResponseChecks checks) {
    return checks.unusable(KmsFailure.WRONG_USAGE, what + " is not one this library can use");
  }
}
