package io.github.kmsjca.jwt;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Report;
import java.security.Security;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The matrix where it depends on what a JVM, or a library in it, decides once. */
final class JwtProbe {
  private JwtProbe() {}

  public static void main(String[] args) throws Exception {
    JwtPlace place = JwtPlace.valueOf(args[0]);
    if (place == JwtPlace.BOUNCY_CASTLE_NEXT) {
      Security.insertProviderAt(new BouncyCastleProvider(), 1);
    }
    JwtCheck check = new JwtCheck(new KmsProvider(), place);
    Report report = new Report();
    for (JwtRow row : rows(place)) {
      report.check(row.toString(), () -> check.check(row));
    }
    report.done();
  }

  /** The preference is for RSASSA-PSS, so only those rows can differ from being last. */
  static List<JwtRow> rows(JwtPlace place) {
    return JwtTable.ROWS.stream()
        .filter(row -> place != JwtPlace.PREFERRED || row.algorithm().isPss())
        .toList();
  }
}
