package io.github.kmsjca.jwt;

import static io.github.kmsjca.jwt.JwtRow.Needs.BOUNCY_CASTLE;
import static io.github.kmsjca.jwt.JwtRow.Needs.CURVE_TO_VERIFY;
import static io.github.kmsjca.jwt.JwtRow.Needs.FIRST_ON_17;
import static io.github.kmsjca.jwt.JwtRow.Needs.FIRST_OR_PREFERRED;
import static io.github.kmsjca.jwt.JwtRow.Needs.NOTHING;

import java.util.List;
import java.util.stream.Stream;

/** Which library does what, and where; the table in {@code jwt.md} says the same. */
final class JwtTable {
  static final JwtLibrary NIMBUS = new Nimbus();
  static final JwtLibrary JJWT = new Jjwt();
  static final JwtLibrary JOSE4J = new Jose4j();
  static final JwtLibrary JAVA_JWT = new JavaJwt();
  static final List<JwtLibrary> LIBRARIES = List.of(NIMBUS, JJWT, JOSE4J, JAVA_JWT);

  private static final Jws[] RS = {Jws.RS256, Jws.RS384, Jws.RS512};
  private static final Jws[] PS = {Jws.PS256, Jws.PS384, Jws.PS512};
  private static final Jws[] ES = {Jws.ES256, Jws.ES384, Jws.ES512};

  private static final String TAKEN_BY_SUN = "key must be RSAPrivateKey";
  private static final String ADAPTER = "never leaves it: is the provider first?";

  static final List<JwtRow> ROWS =
      Stream.of(
              rows(NIMBUS, NOTHING, null, RS),
              rows(NIMBUS, FIRST_OR_PREFERRED, TAKEN_BY_SUN, PS),
              rows(NIMBUS, NOTHING, null, ES),
              rows(NIMBUS, CURVE_TO_VERIFY, null, Jws.ES256K),
              rows(JJWT, NOTHING, null, RS),
              rows(JJWT, FIRST_OR_PREFERRED, TAKEN_BY_SUN, PS),
              rows(JJWT, NOTHING, null, ES),
              rows(JJWT, NOTHING, null, Jws.EdDSA),
              rows(JOSE4J, NOTHING, null, RS),
              rows(JOSE4J, FIRST_OR_PREFERRED, TAKEN_BY_SUN, PS),
              rows(JOSE4J, NOTHING, null, ES),
              rows(JOSE4J, BOUNCY_CASTLE, "unavailable alg", Jws.ES256K),
              rows(JOSE4J, NOTHING, null, Jws.EdDSA),
              rows(JAVA_JWT, NOTHING, null, RS),
              rows(JAVA_JWT, FIRST_OR_PREFERRED, ADAPTER, PS),
              rows(JAVA_JWT, FIRST_ON_17, ADAPTER, ES))
          .flatMap(rows -> rows)
          .toList();

  /** A combination without a row, and why. */
  record Absent(JwtLibrary library, Jws algorithm, boolean offered, String why) {}

  static final List<Absent> ABSENT =
      List.of(
          new Absent(NIMBUS, Jws.EdDSA, true, "its signer wants the bytes of the private key"),
          new Absent(JJWT, Jws.ES256K, false, "not in the library"),
          new Absent(JAVA_JWT, Jws.ES256K, false, "not in the library"),
          new Absent(JAVA_JWT, Jws.EdDSA, false, "not in the library"));

  private JwtTable() {}

  private static Stream<JwtRow> rows(
      JwtLibrary library, JwtRow.Needs needs, String elsewhere, Jws... algorithms) {
    return Stream.of(algorithms).map(jws -> new JwtRow(library, jws, needs, elsewhere));
  }
}
