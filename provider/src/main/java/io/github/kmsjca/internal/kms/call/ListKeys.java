package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/** ListKeys: some key of the caller's account in a Region, if it has any. */
public final class ListKeys implements KmsCall<ListKeysResponse, Optional<KeyArn>> {
  private final Optional<String> region;

  /**
   * One row of the list.
   *
   * @param region empty for the default one
   */
  public ListKeys(Optional<String> region) {
    this.region = region;
  }

  @Override
  public String operation() {
    return "ListKeys";
  }

  /** An account is the same in all Regions. */
  @Override
  public boolean mayGoElsewhere() {
    return true;
  }

  @Override
  public Optional<String> region() {
    return region;
  }

  @Override
  public ListKeysResponse send(Target to) {
    return to.kms().listKeys(r -> r.limit(1));
  }

  @Override
  public Optional<KeyArn> result(ListKeysResponse response, ResponseChecks checks) {
    return response.keys().stream().findFirst().map(key -> KeyArn.parse(key.keyArn()));
  }
}
