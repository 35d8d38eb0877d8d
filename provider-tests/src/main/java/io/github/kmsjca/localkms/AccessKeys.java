package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.sigv4.Credential;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The access keys that a local KMS is to accept. */
final class AccessKeys {
  /** Ours, and what people take for emulators. */
  private static final Set<String> KNOWN_TO_ALL = Set.of(LocalKms.SECRET_ACCESS_KEY, "test");

  private final List<Credential> own = new ArrayList<>();

  void add(AccessKey key) {
    Credential credential = key.credential();
    if (has(credential.accessKeyId())) {
      throw new IllegalArgumentException(
          "There already is an access key " + credential.accessKeyId());
    }
    own.add(credential);
  }

  /** Those to accept on that address: on loopback the one that everybody knows too. */
  List<Credential> acceptedOn(InetAddress address) {
    List<Credential> accepted = new ArrayList<>(own);
    if (address.isLoopbackAddress()) {
      if (!has(LocalKms.ACCESS_KEY_ID)) {
        accepted.add(AccessKey.of(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY).credential());
      }
      return accepted;
    }
    if (own.isEmpty() || own.stream().anyMatch(one -> KNOWN_TO_ALL.contains(one.secret()))) {
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
