package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table against what the libraries say they offer: a new version may bring an algorithm. */
class JwtTableTest {
  static Iterable<JwtLibrary> libraries() {
    return JwtTable.LIBRARIES;
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everyAlgorithmIsARowOrAbsentForAReason(JwtLibrary library) {
    for (Jws algorithm : Jws.values()) {
      long rows =
          JwtTable.ROWS.stream()
              .filter(row -> row.library() == library && row.algorithm() == algorithm)
              .count();
      long absent =
          JwtTable.ABSENT.stream()
              .filter(cell -> cell.library() == library && cell.algorithm() == algorithm)
              .count();
      assertEquals(1, rows + absent, algorithm + " by " + library);
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void theLibraryOffersWhatTheTableSays(JwtLibrary library) {
    for (JwtRow row : JwtTable.ROWS) {
      // jose4j decides this one when it starts, by whether Bouncy Castle is there.
      if (row.library() == library && row.needs() != JwtRow.Needs.BOUNCY_CASTLE) {
        assertEquals(true, library.offers().contains(row.algorithm().name()), row::toString);
      }
    }
    for (JwtTable.Absent cell : JwtTable.ABSENT) {
      if (cell.library() == library) {
        assertEquals(
            cell.offered(), library.offers().contains(cell.algorithm().name()), cell::toString);
      }
    }
  }
}
