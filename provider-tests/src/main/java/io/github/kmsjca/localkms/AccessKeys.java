package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.sigv4.Credential;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The access keys that a local KMS is to accept. */
final class AccessKeys {
  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
  private static final Pattern ACCESS_KEY = Pattern.compile("\\w{1,128}");

  private final List<Credential> own = new ArrayList<>();

  void add(String accessKeyId, String secret, String account) {
    if (!ACCESS_KEY.matcher(accessKeyId).matches() || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "An access key needs an id of letters and digits, and a secret");
    }
    if (!ACCOUNT_ID.matcher(account).matches()) {
      throw new IllegalArgumentException("An account has twelve digits, unlike " + account);
    }
    if (has(accessKeyId)) {
      throw new IllegalArgumentException("There already is an access key " + accessKeyId);
    }
    own.add(new Credential(accessKeyId, secret, account));
  }

  /** Those to accept on that address: on loopback the one that everybody knows too. */
  List<Credential> acceptedOn(InetAddress address) {
    List<Credential> accepted = new ArrayList<>(own);
    if (address.isLoopbackAddress()) {
      if (!has(LocalKms.ACCESS_KEY_ID)) {
        accepted.add(
            new Credential(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY, LocalKms.ACCOUNT));
      }
      return accepted;
    }
    boolean knownToAll =
        own.stream().anyMatch(one -> one.secret().equals(LocalKms.SECRET_ACCESS_KEY));
    if (own.isEmpty() || knownToAll) {
      throw new IllegalStateException(
          "Off loopback a local KMS needs credentials of your own: "
              + address.getHostAddress()
              + " can be reached by others, and everybody knows the default ones");
    }
    return accepted;
  }

  private boolean has(String accessKeyId) {
    return own.stream().anyMatch(one -> one.accessKeyId().equals(accessKeyId));
  }
}
