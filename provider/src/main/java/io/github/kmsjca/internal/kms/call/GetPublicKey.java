package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.spec.KmsFailure;
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
  public boolean mayGoElsewhere() {
    return true;
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
    String specName = checks.required("KeySpec", specName(response));
    KeySpec spec = KeySpec.ofWireName(specName);
    if (spec == null) {
      throw unusable("key spec " + specName, checks);
    }
    String usageName = checks.required("KeyUsage", response.keyUsageAsString());
    KeyUsage usage = KeyUsage.ofWireName(usageName);
    if (usage == null) {
      throw unusable("key usage " + usageName, checks);
    }
    if (!spec.hasPublicKey()) { // KMS refuses, but not all servers do
      throw checks.incomplete("a " + spec + " key has no public key");
    }
    return new Facts(
        checks.key(),
        spec,
        usage,
        new X509EncodedKeySpec(checks.required("PublicKey", response.publicKey()).asByteArray()));
  }

  /** KMS sends it by its former name as well, and some servers by that alone. */
  @SuppressWarnings("deprecation")
  private static @Nullable String specName(GetPublicKeyResponse response) {
    String name = response.keySpecAsString();
    return name != null ? name : response.customerMasterKeySpecAsString();
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
