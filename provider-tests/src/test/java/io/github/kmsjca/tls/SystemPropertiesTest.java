package io.github.kmsjca.tls;

import io.github.kmsjca.testkit.CallBudget;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that was never written for KMS gets its TLS key from there by system properties alone:
 * as HTTPS client and as server.
 */
class SystemPropertiesTest {
  @TempDir static Path dir;

  private static DefaultContextJvm program;

  @BeforeAll
  static void start() throws Exception {
    program = new DefaultContextJvm(dir);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @TestFactory
  Stream<DynamicTest> keyStoreFileProviderFirst() throws Exception {
    return probe(
        program
            .trust(program.jvm(ProviderPlace.FIRST))
            .property("javax.net.ssl.keyStore", program.keyStore()));
  }

  @TestFactory
  Stream<DynamicTest> keyStoreFileProviderLast() throws Exception {
    return probe(
        program
            .trust(program.jvm(ProviderPlace.LAST))
            .property("javax.net.ssl.keyStore", program.keyStore())
            .property("javax.net.ssl.keyStorePassword", "whatever"));
  }

  @TestFactory
  Stream<DynamicTest> keyStoreNoneAndCertificatesSetting() throws Exception {
    return probe(
        program
            .trust(program.jvm(ProviderPlace.LAST))
            .property("javax.net.ssl.keyStore", "NONE")
            .property("awskms.keys", "web")
            .property("awskms.certificates", program.keyStore()));
  }

  /** Without keys= the store is the whole account; its keys without a certificate do no harm. */
  @TestFactory
  Stream<DynamicTest> keyStoreUnsetAndCertificatesSetting() throws Exception {
    ForkedJvm jvm =
        program
            .trust(program.jvm(ProviderPlace.FIRST))
            .property("awskms.certificates", program.keyStore());
    return Report.tests(program.run(jvm.kms(program.kms())));
  }

  /** One text file for both purposes; each KeyStore that is made of it looks at the key once. */
  @TestFactory
  Stream<DynamicTest> theTrustStoreIsTheSameFile() throws Exception {
    return probe(
        program
            .jvm(ProviderPlace.FIRST)
            .property("awskms.trust", true)
            .property("javax.net.ssl.keyStore", program.keyStore())
            .property("javax.net.ssl.trustStore", program.keyStore())
            .property("javax.net.ssl.trustStoreType", "AWSKMS"),
        2);
  }

  private static Stream<DynamicTest> probe(ForkedJvm jvm) throws Exception {
    return probe(jvm, 1);
  }

  /** Runs the program; its checks, and that it asked KMS for the one key and for signatures. */
  private static Stream<DynamicTest> probe(ForkedJvm jvm, int keyStores) throws Exception {
    ForkedJvm.Result result = program.run(jvm.kms(program.kms()));
    DynamicTest budget =
        CallBudget.usedAt(program.kms())
            .atLeast("one GetPublicKey per KeyStore, else only Sign", keyStores, 3);
    return Stream.concat(Report.tests(result), Stream.of(budget));
  }
}
