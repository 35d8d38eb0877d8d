package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.List;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** UpdateAlias: the alias, which exists, is to name this key from now on; the alias. */
public final class UpdateAlias implements KmsCall<UpdateAliasResponse, KeyName> {
  private final List<KeyName> keys;
  private final KeyName alias;

  public UpdateAlias(KeyName alias, KeyArn key) {
    this.keys = List.of(KeyName.of(key));
    this.alias = alias;
  }

  @Override
  public String operation() {
    return "UpdateAlias";
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
  public UpdateAliasResponse send(Target to) {
    return to.kms()
        .updateAlias(r -> r.aliasName(alias.keyId()).targetKeyId(KeyArn.parse(to.keyId()).keyId()));
  }

  @Override
  public KeyName result(UpdateAliasResponse response, ResponseChecks checks) {
    return alias;
  }
}
