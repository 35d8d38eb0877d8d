package io.github.kmsjca.position;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * How many bytes more a search costs that is not for us, while we are first. They are the same in
 * every run, since nothing is compiled in that JVM; the time is a benchmark's affair.
 */
class AllocationTest {
  @TestFactory
  Stream<DynamicTest> whoDoesNotWantUsPaysLittle() throws Exception {
    return Report.tests(new ForkedJvm(AllocationProbe.class).option("-Xint").run());
  }
}
