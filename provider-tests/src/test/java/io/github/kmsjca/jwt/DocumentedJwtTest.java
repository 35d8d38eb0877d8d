package io.github.kmsjca.jwt;

import com.auth0.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.kmsjca.testkit.DocumentTable;
import io.github.kmsjca.testkit.ForkedJvm;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** The document's table of JWT libraries has the rows of {@link JwtTable}, and our versions. */
class DocumentedJwtTest {
  /** One cell each; all algorithms of a cell have the same row. */
  private static final List<List<Jws>> COLUMNS =
      List.of(
          List.of(Jws.RS256, Jws.RS384, Jws.RS512),
          List.of(Jws.PS256, Jws.PS384, Jws.PS512),
          List.of(Jws.ES256, Jws.ES384, Jws.ES512),
          List.of(Jws.ES256K),
          List.of(Jws.EdDSA));

  private static final Pattern VERSION = Pattern.compile("-(\\d[\\d.]*)\\.jar$");

  @Test
  void libraries() throws IOException {
    DocumentTable table =
        new DocumentTable(
            "jwt", "Library", "RS256/384/512", "PS256/384/512", "ES256/384/512", "ES256K", "EdDSA");
    row(table, JwtTable.NIMBUS, "Nimbus " + version(SignedJWT.class));
    row(table, JwtTable.JJWT, "jjwt " + version(Jwts.class));
    row(table, JwtTable.JOSE4J, "jose4j " + version(JwtClaims.class));
    row(table, JwtTable.JAVA_JWT, "java-jwt " + version(JWT.class) + ", through `KmsKeys`");
    table.check();
  }

  /** As the library's jar is named. */
  private static String version(Class<?> type) {
    Matcher version = VERSION.matcher(ForkedJvm.home(type).toString());
    if (!version.find()) {
      throw new AssertionError("no version: " + ForkedJvm.home(type));
    }
    return version.group(1);
  }

  private static void row(DocumentTable table, JwtLibrary library, String name) {
    String[] cells = new String[COLUMNS.size() + 1];
    cells[0] = name;
    for (int i = 0; i < COLUMNS.size(); i++) {
      cells[i + 1] = cell(library, COLUMNS.get(i));
    }
    table.row(cells);
  }

  private static String cell(JwtLibrary library, List<Jws> algorithms) {
    List<String> cells =
        algorithms.stream().map(algorithm -> cell(library, algorithm)).distinct().toList();
    if (cells.size() != 1) {
      throw new AssertionError(library + ": one cell for " + algorithms + " is " + cells);
    }
    return cells.get(0);
  }

  /** The letters are the notes below the document's table. */
  private static String cell(JwtLibrary library, Jws algorithm) {
    for (JwtRow row : JwtTable.ROWS) {
      if (row.library() == library && row.algorithm() == algorithm) {
        return switch (row.needs()) {
          case NOTHING -> "anywhere";
          case FIRST_OR_PREFERRED -> library == JwtTable.JAVA_JWT ? "first (f)" : "first (a)";
          case FIRST_ON_17 -> "first";
          case CURVE_TO_VERIFY -> "anywhere (b)";
          case BOUNCY_CASTLE -> "first (e)";
        };
      }
    }
    if (library == JwtTable.NIMBUS) {
      return "no (c)";
    }
    return library == JwtTable.JJWT ? "no (d)" : "no";
  }
}
