package io.github.kmsjca.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.localkms.CallLog;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a program that authenticates itself has asked of KMS since the log was last cleared. It
 * needs GetPublicKey and Sign, and nothing else.
 */
public record CallBudget(long publicKeys, long signatures, long all, String log) {
  /** Taken at once: the test that judges it runs when others may have cleared the log. */
  public static CallBudget usedAt(TestKms kms) {
    CallLog calls = kms.local().calls();
    return new CallBudget(
        calls.count("GetPublicKey"), calls.count("Sign"), calls.count(), calls.all().toString());
  }

  /** A test that it was so much and no more. */
  public DynamicTest exactly(String name, long wantedPublicKeys, long wantedSignatures) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          assertEquals(wantedSignatures, signatures, log);
          requirePublicKeysAndNoMore(wantedPublicKeys);
        });
  }

  /** A test that there were at least so many signatures. */
  public DynamicTest atLeast(String name, long wantedPublicKeys, long fewestSignatures) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          assertTrue(signatures >= fewestSignatures, log);
          requirePublicKeysAndNoMore(wantedPublicKeys);
        });
  }

  private void requirePublicKeysAndNoMore(long wantedPublicKeys) {
    assertEquals(wantedPublicKeys, publicKeys, log);
    assertEquals(all, publicKeys + signatures, log);
  }
}
