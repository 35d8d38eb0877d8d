package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;

/**
 * CreateAlias, in the key's Region: the alias. Repeated only if KMS said that it did not perform
 * it: after a lost answer the repetition would find its own alias.
 */
public final class CreateAlias implements KmsCall<CreateAliasResponse, KeyName> {
  private final List<KeyName> keys;
  private final KeyName alias;

  /**
   * A name for a key.
   *
   * @param alias as in {@code alias/web}
   */
  public CreateAlias(KeyName alias, KeyArn key) {
    this.keys = List.of(KeyName.of(key));
    this.alias = alias;
  }

  @Override
  public String operation() {
    return "CreateAlias";
  }

  @Override
  public List<KeyName> keys() {
    return keys;
  }

  @Override
  public KeyName alias() {
    return alias;
  }

  @Override
  public boolean outlastsThrottling() {
    return true;
  }

  @Override
  public CreateAliasResponse send(Target to) {
    return to.kms()
        .createAlias(
            r ->
                r.aliasName(alias.keyId())
                    .targetKeyId(KeyArn.parse(to.keyId()).keyId())
                    .overrideConfiguration(o -> o.addPlugin(OneAttempt.PLUGIN)));
  }

  @Override
  public KeyName result(CreateAliasResponse response, ResponseChecks checks) {
    return alias;
  }
}
