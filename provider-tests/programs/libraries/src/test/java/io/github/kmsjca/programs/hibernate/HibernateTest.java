package io.github.kmsjca.programs.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Databases;
import io.github.kmsjca.programs.LibraryHost;
import java.security.Security;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A converter that encrypts a column, as the guide has it, over an H2 database. */
class HibernateTest {
  private static final int ROWS = 1000;
  private static SessionFactory sessions;

  @BeforeAll
  static void open() {
    LibraryHost.identities().kms().create("vault", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    sessions =
        new Configuration()
            .addAnnotatedClass(Customer.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:customers")
            .setProperty("hibernate.hbm2ddl.auto", "create")
            .buildSessionFactory();
  }

  @AfterAll
  static void close() {
    sessions.close();
  }

  private static String iban(long id) {
    return "DE02 1203 " + id;
  }

  private static void write(LongStream ids) {
    sessions.inTransaction(
        session -> ids.forEach(id -> session.persist(new Customer(id, iban(id)))));
  }

  private static List<Customer> read() {
    return sessions.fromSession(
        session -> session.createSelectionQuery("from Customer", Customer.class).list());
  }

  private static void forgetDataKeys() {
    ((KmsProvider) Security.getProvider("AWSKMS")).clearCaches();
  }

  @Test
  void writesAndReads() throws Exception {
    Calls calls =
        LibraryHost.calls(
            () -> {
              write(LongStream.range(0, ROWS));
              forgetDataKeys();
              assertThat(read())
                  .hasSize(ROWS)
                  .allSatisfy(row -> assertThat(row.iban()).isEqualTo(iban(row.id())));
            });
    Databases.HIBERNATE.assertCosts(calls, 1);
    List<?> stored =
        sessions.fromSession(
            session ->
                session
                    .createNativeQuery("select iban from Customer", byte[].class)
                    .setMaxResults(1)
                    .list());
    assertThat((byte[]) stored.get(0)).hasSizeGreaterThan(300);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    forgetDataKeys();
    LibraryHost.whileDisabled(
        "vault",
        () ->
            assertThatThrownBy(() -> write(LongStream.of(ROWS)))
                .hasStackTraceContaining("the key is disabled"));
  }
}
