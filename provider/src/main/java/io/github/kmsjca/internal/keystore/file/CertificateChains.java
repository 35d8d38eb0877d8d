package io.github.kmsjca.internal.keystore.file;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the certificates of an entry into the order that TLS wants: the leaf, which is nobody's
 * issuer, and behind each certificate its issuer's. Names decide where they can. Where several
 * certificates have the name of an issuer, as after an authority's change of key, the signature
 * does.
 *
 * <p>Whoever writes the file decides how many there are, so both the signatures that one instance
 * verifies and the orders that it tries are bounded.
 */
final class CertificateChains {
  /** A certificate and the line where it begins. */
  record Placed(X509Certificate certificate, int line) {}

  private static final int MOST_STEPS = 10_000;
  private static final int MOST_SIGNATURES_OF_ENTRY = 100;

  private int signaturesLeft = 2_000;
  private int signaturesLeftOfEntry;
  private int stepsLeft;

  /** The order, or empty if there is none in which each certificate has a place. */
  List<Placed> ordered(List<Placed> given) {
    boolean[][] issuedBy = new boolean[given.size()][given.size()];
    for (int child = 0; child < given.size(); child++) {
      for (int parent = 0; parent < given.size(); parent++) {
        issuedBy[child][parent] =
            child != parent
                && given
                    .get(child)
                    .certificate()
                    .getIssuerX500Principal()
                    .equals(given.get(parent).certificate().getSubjectX500Principal());
      }
    }
    if (!isPlain(issuedBy)) {
      signaturesLeftOfEntry = MOST_SIGNATURES_OF_ENTRY;
      requireSignatures(given, issuedBy);
    }
    stepsLeft = MOST_STEPS;
    for (int leaf = 0; leaf < given.size(); leaf++) {
      List<Integer> path = new ArrayList<>(List.of(leaf));
      if (extend(path, issuedBy)) {
        return path.stream().map(given::get).toList();
      }
    }
    return List.of();
  }

  /**
   * The first certificate that has no place: neither the issuer of another nor issued by one.
   *
   * @return {@code null} if each is related to some other, but not all in one chain
   */
  static @Nullable Placed stranger(List<Placed> given) {
    for (Placed one : given) {
      if (given.stream().noneMatch(other -> !other.equals(one) && areRelated(one, other))) {
        return one;
      }
    }
    return null;
  }

  private static boolean areRelated(Placed one, Placed other) {
    X509Certificate a = one.certificate();
    X509Certificate b = other.certificate();
    return a.getIssuerX500Principal().equals(b.getSubjectX500Principal())
        || b.getIssuerX500Principal().equals(a.getSubjectX500Principal());
  }

  /** True if the names leave no choice: one issuer and one issued at most, and not in a circle. */
  private static boolean isPlain(boolean[][] issuedBy) {
    int all = 0;
    for (int i = 0; i < issuedBy.length; i++) {
      int issuers = 0;
      int issued = 0;
      for (int j = 0; j < issuedBy.length; j++) {
        issuers += issuedBy[i][j] ? 1 : 0;
        issued += issuedBy[j][i] ? 1 : 0;
      }
      if (issuers > 1 || issued > 1) {
        return false;
      }
      all += issuers;
    }
    return all < issuedBy.length;
  }

  private void requireSignatures(List<Placed> given, boolean[][] issuedBy) {
    for (int child = 0; child < given.size(); child++) {
      for (int parent = 0; parent < given.size(); parent++) {
        if (issuedBy[child][parent]) {
          issuedBy[child][parent] =
              isSignedBy(given.get(child).certificate(), given.get(parent).certificate());
        }
      }
    }
  }

  private boolean isSignedBy(X509Certificate child, X509Certificate parent) {
    if (signaturesLeftOfEntry == 0) {
      return false; // no chain that somebody needs is like that
    }
    if (signaturesLeft == 0) {
      return true; // others have used them up: the names decide
    }
    signaturesLeftOfEntry--;
    signaturesLeft--;
    try {
      child.verify(parent.getPublicKey());
      return true;
    } catch (NoSuchAlgorithmException e) {
      return true; // not known in this JVM, and so for the names to decide
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** Goes on from the last of the path, in the file's order where there is a choice. */
  private boolean extend(List<Integer> path, boolean[][] issuedBy) {
    if (path.size() == issuedBy.length) {
      return true;
    }
    int last = path.get(path.size() - 1);
    for (int next = 0; next < issuedBy.length; next++) {
      if (issuedBy[last][next] && !path.contains(next) && stepsLeft-- > 0) {
        path.add(next);
        if (extend(path, issuedBy)) {
          return true;
        }
        path.remove(path.size() - 1);
      }
    }
    return false;
  }
}
