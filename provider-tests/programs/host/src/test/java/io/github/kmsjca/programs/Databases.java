package io.github.kmsjca.programs;

/** Databases and brokers: the drivers, and what is encrypted in them. */
public enum Databases implements Program {
  PGJDBC(
      Row.of("PostgreSQL's JDBC driver", "postgresql.version")
          .byConfiguration("databases.md#postgresql-with-pgjdbc")
          .costs(1, "Sign", "connection")
          .refusedIn("the log; the exception is the server's")
          .limits("not by `sslkey`")),
  HIKARI_CP(
      Row.of("HikariCP", "hikari.version")
          .byConfiguration("databases.md#pools")
          .costs(1, "Sign", "connection")
          .refusedIn("as its driver says")),
  CONNECTOR_J(
      Row.of("MySQL Connector/J with MariaDB", "mysql.version")
          .byConfiguration("databases.md#mysql-and-mariadb-with-connectorj")
          .costs(1, "Sign", "connection")
          .refusedIn("the log; the exception is the server's")),
  JEDIS(
      Row.of("Jedis with Redis", "jedis.version")
          .byConfiguration("databases.md#redis")
          .costs(1, "Sign", "connection")
          .refusedIn("the log; the exception is the server's")),
  LETTUCE(
      Row.of("Lettuce with Redis", "lettuce.version")
          .byConfiguration("databases.md#redis")
          .costs(1, "Sign", "connection")
          .refusedIn("the log; the exception is the server's")),
  KAFKA(
      Row.of("Kafka: broker, controller, admin client, producer, consumer", "kafka.version")
          .byConfiguration("kafka.md#apache-kafka")
          .costs(1, "Sign", "connection on each side")
          .refusedIn("the log; the exception is the broker's")
          .limits("a password has to be given")),
  KAFKA_STREAMS(
      Row.of("Kafka Streams, encrypted values", "kafka.version")
          .byCode("kafka.md#encrypted-values")
          .costs(1, "GenerateDataKey", "data key to write")
          .costs(1, "Decrypt", "data key to read")
          .refusedIn("the exception")),
  HIBERNATE(
      Row.of("Hibernate ORM, a converter that encrypts", "hibernate.version")
          .byCode("encrypting.md#hibernate")
          .costs(1, "GenerateDataKey", "thousand rows written")
          .costs(1, "Decrypt", "thousand rows read")
          .refusedIn("the exception")
          .limits("a column of 2,000 bytes"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Databases(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
