package io.github.kmsjca.localkms.internal.policy;

import io.github.kmsjca.localkms.internal.model.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who stands behind an access key. Unless somebody is named, it is a user of that name, who is an
 * administrator of the account. Thread safe.
 */
public final class Identities {
  /** Administrators all: nobody is named. */
  public static final Identities ADMINISTRATORS = new Identities(Map.of());

  private final Map<String, Identity> named;
  private final Map<String, Identity> administrators = new ConcurrentHashMap<>();

  /** These identities, by their access keys. */
  public Identities(Map<String, Identity> named) {
    this.named = Map.copyOf(named);
  }

  /** Who calls. */
  public Identity of(Caller caller) {
    Identity found = named.get(caller.accessKeyId());
    return found != null
        ? found
        : administrators.computeIfAbsent(caller.principal(), Identities::administrator);
  }

  private static Identity administrator(String arn) {
    return Identity.administrator(
        Principal.of(arn).orElseThrow(() -> new IllegalStateException("No user: " + arn)));
  }
}
