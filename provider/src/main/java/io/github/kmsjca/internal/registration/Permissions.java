package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.keystore.EntryNames;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.permission.PermissionCheck;
import io.github.kmsjca.spec.KeyPermissions;
import java.io.IOException;
import java.security.ProviderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The permissions of one instance's caller. Apart, since most JVMs never load it. */
public final class Permissions {
  private Permissions() {}

  /**
   * What the caller may do with the keys of these entries.
   *
   * @throws IllegalArgumentException if there is no name, or one that means no key
   */
  public static KeyPermissions of(Instance instance, String... entries) {
    if (entries.length == 0) {
      throw new IllegalArgumentException("there is no name of a key to check");
    }
    EntryNames names;
    try {
      names = new EntryNames(instance.settings().get());
    } catch (ConfigurationException | IOException | CertificateException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    // All names first: one that is wrong is refused before any call.
    List<KeyName> keys = Arrays.stream(entries).map(names::key).toList();
    PermissionCheck check = new PermissionCheck(instance.gateway());
    List<KeyPermissions.OfKey> rows = new ArrayList<>();
    for (int i = 0; i < entries.length; i++) {
      rows.add(check.of(entries[i], keys.get(i)));
    }
    return new KeyPermissions(rows);
  }
}
