package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.kms.KeyName;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file, a program or a setting says of one entry; nothing here has been asked of KMS. Two
 * equal texts mean the same, so a reload keeps what it knows of them.
 *
 * @param alias name of the entry
 * @param key the KMS key; {@code null} for a trusted certificate
 * @param chain leaf first; for a trusted entry that one certificate
 * @param problem why the entry cannot be used; {@code null} if it can
 */
public record EntryText(
    String alias, @Nullable KeyName key, List<X509Certificate> chain, @Nullable String problem) {

  static EntryText broken(String alias, String problem) {
    return new EntryText(alias, null, List.of(), problem);
  }

  /** An entry for a key; broken if the name or the chain's order is wrong. */
  public static EntryText ofKey(String alias, String keyName, List<X509Certificate> chain) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!chain
          .get(i)
          .getIssuerX500Principal()
          .equals(chain.get(i + 1).getSubjectX500Principal())) {
        return broken(
            alias, "the chain must be leaf first, each certificate followed by its issuer's");
      }
    }
    try {
      return new EntryText(alias, KeyName.parse(keyName), List.copyOf(chain), null);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      return broken(alias, why.replace(keyName, FileText.of(keyName)));
    }
  }

  /** True for a certificate without a key, which is to be trusted. */
  public boolean isTrusted() {
    return key == null && problem == null;
  }
}
