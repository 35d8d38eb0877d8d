package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The rows of the compatibility table: each program is held to its row by its own test, and the
 * table in the guide {@code programs.md} is made of the rows.
 */
public enum Program {
  // servers
  TOMCAT_11(
      "Tomcat 11",
      "tomcat-server-11.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-standalone",
      "the log, where the start fails",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  TOMCAT_10(
      "Tomcat 10.1",
      "tomcat-server-10.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-standalone",
      "the log, where the start fails",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  TOMCAT_EMBEDDED(
      "Tomcat 11, embedded",
      "tomcat.version",
      How.CONFIGURATION,
      "application-servers.md#tomcat-embedded",
      "the exception, at the start",
      "key managers `PKIX`",
      cost(1, "Sign", "handshake")),
  UNDERTOW(
      "Undertow",
      "undertow.version",
      How.CONFIGURATION,
      "application-servers.md#undertow",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  JETTY(
      "Jetty",
      "jetty.version",
      How.CONFIGURATION,
      "application-servers.md#jetty",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  SPRING_BOOT_3(
      "Spring Boot 3.5",
      "spring-boot-3.version",
      How.CONFIGURATION,
      "spring-boot.md#without-code",
      "the exception at the start, the log later",
      "a client certificate of its own costs one Sign more",
      cost(1, "Sign", "handshake")),
  SPRING_BOOT_4(
      "Spring Boot 4",
      "spring-boot-4.version",
      How.CONFIGURATION,
      "spring-boot.md#without-code",
      "the exception at the start, the log later",
      "a client certificate of its own costs one Sign more",
      cost(1, "Sign", "handshake")),
  QUARKUS(
      "Quarkus",
      "quarkus.version",
      How.CONFIGURATION,
      "quarkus.md#configuration",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  NETTY(
      "Netty, JDK engine",
      "netty.version",
      How.CODE,
      "tls-libraries.md#netty",
      "the log",
      "a key by itself needs a line in `java.security`",
      cost(1, "Sign", "handshake and side")),
  NETTY_OPENSSL(
      "Netty, OpenSSL engine",
      "netty-tcnative.version",
      How.CODE,
      "tls-libraries.md#netty",
      "the exception of `getKey`",
      "key managers",
      cost(1, "Sign", "handshake and side")),
  VERTX(
      "Vert.x",
      "vertx.version",
      How.CONFIGURATION,
      "tls-libraries.md#vertx",
      "the log",
      "needs a line in `java.security`",
      cost(1, "Sign", "handshake and side")),

  // clients
  JAVA_NET_HTTP(
      "java.net.http, HttpsURLConnection",
      "",
      How.CONFIGURATION,
      "tls.md#by-system-properties-alone",
      "the log",
      "one key for the JVM, unless the program makes its own `SSLContext`",
      cost(1, "Sign", "handshake")),
  APACHE_HTTP_CLIENT(
      "Apache HttpClient 5",
      "httpclient5.version",
      How.CONFIGURATION,
      "tls-libraries.md#apache-httpclient",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  OK_HTTP(
      "OkHttp",
      "okhttp.version",
      How.CODE,
      "tls-libraries.md#okhttp",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  JETTY_CLIENT(
      "Jetty's HTTP client",
      "jetty.version",
      How.CONFIGURATION,
      "tls-libraries.md#jettys-client",
      "the log",
      "",
      cost(1, "Sign", "handshake")),
  GRPC(
      "gRPC: grpc-netty, grpc-okhttp",
      "grpc.version",
      How.CODE,
      "tls-libraries.md#grpc",
      "the log; in use, the exception",
      "",
      cost(1, "Sign", "handshake and side")),
  GRPC_NETTY_SHADED(
      "gRPC: grpc-netty-shaded",
      "grpc-netty-shaded.version",
      How.CODE,
      "tls-libraries.md#grpc",
      "the log; in use, the exception",
      "the JDK's TLS, by a system property",
      cost(1, "Sign", "handshake and side")),
  BCTLS(
      "Bouncy Castle JSSE",
      "bctls.version",
      How.CODE,
      "tls-libraries.md#bouncy-castle-jsse",
      "the exception",
      "",
      cost(1, "Sign", "handshake and side")),
  CONSCRYPT(
      "Conscrypt",
      "conscrypt.version",
      How.CODE,
      "tls-libraries.md#conscrypt",
      "the log",
      "EC keys only",
      cost(1, "Sign", "handshake and side")),
  AWS_CRT(
      "AWS CRT",
      "aws-crt.version",
      How.CODE,
      "tls-libraries.md#native-clients",
      "what the handler logs",
      "signs by a handler, for EC keys",
      cost(1, "Sign", "handshake")),
  LDAP(
      "LDAP by JNDI",
      "",
      How.CONFIGURATION,
      "tls-libraries.md#by-the-name-of-a-socket-factory",
      "the log",
      "",
      cost(1, "Sign", "full handshake")),
  MINA_SSHD(
      "Apache MINA SSHD",
      "sshd.version",
      How.CODE,
      "certificates.md#ssh-with-apache-mina",
      "the exception, of a host key the log",
      "RSA and the NIST curves",
      cost(1, "Sign", "connection and side")),
  ACME4J(
      "acme4j",
      "acme4j.version",
      How.CODE,
      "certificates.md#certificates-by-acme-with-acme4j",
      "the exception",
      "RSA and the NIST curves",
      cost(1, "Sign", "request to the authority, and 1 for the CSR")),

  // databases
  PGJDBC(
      "PostgreSQL's JDBC driver",
      "postgresql.version",
      How.CONFIGURATION,
      "databases.md#postgresql-with-pgjdbc",
      "the log; the exception is the server's",
      "not by `sslkey`",
      cost(1, "Sign", "connection")),
  HIKARI_CP(
      "HikariCP",
      "hikari.version",
      How.CONFIGURATION,
      "databases.md#pools",
      "as its driver says",
      "",
      cost(1, "Sign", "connection")),
  CONNECTOR_J(
      "MySQL Connector/J with MariaDB",
      "mysql.version",
      How.CONFIGURATION,
      "databases.md#mysql-and-mariadb-with-connectorj",
      "the log; the exception is the server's",
      "",
      cost(1, "Sign", "connection")),
  JEDIS(
      "Jedis with Redis",
      "jedis.version",
      How.CONFIGURATION,
      "databases.md#redis",
      "the log; the exception is the server's",
      "",
      cost(1, "Sign", "connection")),
  LETTUCE(
      "Lettuce with Redis",
      "lettuce.version",
      How.CONFIGURATION,
      "databases.md#redis",
      "the log; the exception is the server's",
      "",
      cost(1, "Sign", "connection")),
  KAFKA(
      "Kafka: broker, controller, admin client, producer, consumer",
      "kafka.version",
      How.CONFIGURATION,
      "kafka.md#apache-kafka",
      "the log; the exception is the broker's",
      "a password has to be given",
      cost(1, "Sign", "connection on each side")),
  KAFKA_STREAMS(
      "Kafka Streams, encrypted values",
      "kafka.version",
      How.CODE,
      "kafka.md#encrypted-values",
      "the exception",
      "",
      cost(1, "GenerateDataKey", "data key to write"),
      cost(1, "Decrypt", "data key to read")),

  // libraries
  JDK_XML_SIGNATURES(
      "JDK, XML signatures",
      "",
      How.NOTHING,
      "xml.md#with-the-jdk",
      "the exception",
      "KMS has no SHA-1",
      cost(1, "Sign", "signature")),
  JDK_XML_HMAC(
      "JDK, XML signatures by HMAC",
      "",
      How.NOTHING,
      "xml.md#with-the-jdk",
      "the exception",
      "",
      cost(1, "GenerateMac", "signature")),
  SANTUARIO_SIGNATURES(
      "Apache Santuario, XML signatures",
      "xmlsec.version",
      How.NOTHING,
      "xml.md#with-apache-santuario",
      "the exception",
      "KMS has no SHA-1",
      cost(1, "Sign", "signature")),
  SANTUARIO_RSA_DECRYPTION(
      "Apache Santuario, XML encryption to RSA keys",
      "xmlsec.version",
      How.NOTHING,
      "xml.md#decrypting",
      "the exception",
      "OAEP with one digest, SHA-1 or SHA-256; no `rsa-1_5`: its log at DEBUG says so",
      cost(1, "Decrypt", "document")),
  SANTUARIO_ECDH_DECRYPTION(
      "Apache Santuario, XML encryption by ECDH-ES",
      "xmlsec.version",
      How.NOTHING,
      "xml.md#decrypting",
      "the exception",
      "",
      cost(1, "DeriveSharedSecret", "document")),
  WSS4J_SIGNATURES(
      "WSS4J, signing",
      "wss4j.version",
      How.CONFIGURATION,
      "xml.md#wss4j",
      "the exception",
      "the default for RSA is SHA-1, which KMS does not have: name the algorithm",
      cost(1, "Sign", "message")),
  WSS4J_DECRYPTION(
      "WSS4J, decrypting",
      "wss4j.version",
      How.CONFIGURATION,
      "xml.md#wss4j",
      "this provider's log at DEBUG",
      "as Santuario",
      cost(1, "Decrypt", "message")),
  OPENSAML_SIGNATURES(
      "OpenSAML, signing",
      "opensaml.version",
      How.NOTHING,
      "xml.md#opensaml",
      "the exception",
      "",
      cost(1, "Sign", "SAML assertion")),
  OPENSAML_DECRYPTION(
      "OpenSAML, EncryptedAssertion",
      "opensaml.version",
      How.NOTHING,
      "xml.md#opensaml",
      "this provider's log at DEBUG",
      "as Santuario",
      cost(1, "Decrypt", "SAML assertion")),
  BCPKIX(
      "Bouncy Castle bcpkix: certificates, CRLs, OCSP, CMS, time stamps",
      "bouncycastle.version",
      How.NOTHING,
      "certificates.md#bouncy-castle",
      "the exception",
      "no `setProvider`",
      cost(1, "Sign", "signature")),
  BCPKIX_RSA_DECRYPTION(
      "Bouncy Castle bcpkix, CMS to RSA keys",
      "bouncycastle.version",
      How.NOTHING,
      "documents.md#decrypting-cms",
      "the exception",
      "OAEP with one digest, SHA-1 or SHA-256; no PKCS #1 v1.5, which is the default of S/MIME",
      cost(1, "Decrypt", "message")),
  BCPKIX_ECDH_DECRYPTION(
      "Bouncy Castle bcpkix, CMS to EC keys",
      "bouncycastle.version",
      How.LINE,
      "documents.md#decrypting-cms",
      "the exception",
      "Bouncy Castle has to be registered",
      cost(1, "DeriveSharedSecret", "message")),
  OPENPGP_SIGNATURES(
      "Bouncy Castle bcpg, OpenPGP signatures",
      "bouncycastle.version",
      How.NOTHING,
      "documents.md#openpgp",
      "the exception",
      "by `JcaPGPPrivateKey`, not by `JcaPGPKeyPair`",
      cost(1, "Sign", "signature")),
  OPENPGP_DECRYPTION(
      "Bouncy Castle bcpg, OpenPGP messages",
      "bouncycastle.version",
      How.LINE,
      "documents.md#openpgp",
      "the exception",
      "ECDH only; Bouncy Castle has to be registered",
      cost(1, "DeriveSharedSecret", "message")),
  JARSIGNER(
      "jarsigner, with a time stamp",
      "",
      How.CONFIGURATION,
      "keytool.md#with-a-time-stamp",
      "its output",
      "",
      cost(1, "Sign", "jar")),
  APKSIG(
      "apksig, schemes v1, v2 and v3",
      "apksig.version",
      How.NOTHING,
      "documents.md#android-packages",
      "the exception",
      "",
      cost(3, "Sign", "package")),
  COSE(
      "Authlete cbor, COSE",
      "cbor.version",
      How.LINE,
      "documents.md#cose",
      "the exception",
      "through `KmsKeys`; the provider has to be first",
      cost(1, "Sign", "message")),
  NIMBUS_SIGNATURES(
      "Nimbus JOSE + JWT, signing",
      "nimbus.version",
      How.NOTHING,
      "jwt.md#which-library-needs-the-provider-where",
      "the exception",
      "EdDSA needs a signer of your own",
      cost(1, "Sign", "token")),
  JJWT(
      "jjwt",
      "jjwt.version",
      How.NOTHING,
      "jwt.md#which-library-needs-the-provider-where",
      "the exception",
      "no ES256K",
      cost(1, "Sign", "token")),
  JOSE4J_SIGNATURES(
      "jose4j, signing",
      "jose4j.version",
      How.NOTHING,
      "jwt.md#which-library-needs-the-provider-where",
      "the exception",
      "",
      cost(1, "Sign", "token")),
  JAVA_JWT(
      "java-jwt",
      "java-jwt.version",
      How.LINE,
      "jwt.md#java-jwt-through-kmskeys",
      "the exception",
      "through `KmsKeys`; for EC the provider has to be first",
      cost(1, "Sign", "token")),
  NIMBUS_RSA_DECRYPTION(
      "Nimbus JOSE + JWT, RSA-OAEP",
      "nimbus.version",
      How.NOTHING,
      "jwt.md#nimbus-encrypted-tokens",
      "the exception",
      "no RSA-OAEP-512, no RSA1_5",
      cost(1, "Decrypt", "token")),
  NIMBUS_ECDH_DECRYPTION(
      "Nimbus JOSE + JWT, ECDH-ES",
      "nimbus.version",
      How.NOTHING,
      "jwt.md#nimbus-encrypted-tokens",
      "the exception",
      "",
      cost(1, "DeriveSharedSecret", "token")),
  JOSE4J_RSA_DECRYPTION(
      "jose4j, RSA-OAEP",
      "jose4j.version",
      How.NOTHING,
      "jwt.md#jose4j-encrypted-tokens",
      "the exception",
      "",
      cost(1, "Decrypt", "token")),
  JOSE4J_ECDH_DECRYPTION(
      "jose4j, ECDH-ES",
      "jose4j.version",
      How.LINE,
      "jwt.md#jose4j-encrypted-tokens",
      "the exception",
      "through `KmsKeys`; the provider has to be first",
      cost(1, "DeriveSharedSecret", "token")),
  SMALLRYE_JWT(
      "SmallRye JWT",
      "smallrye-jwt.version",
      How.NOTHING,
      "jwt.md#smallrye-jwt",
      "the exception",
      "name the algorithm: without it RS256 is taken for an EC key too",
      cost(1, "Sign", "token")),
  HIBERNATE(
      "Hibernate ORM, a converter that encrypts",
      "hibernate.version",
      How.CODE,
      "encrypting.md#hibernate",
      "the exception",
      "a column of 2,000 bytes",
      cost(1, "GenerateDataKey", "thousand rows written"),
      cost(1, "Decrypt", "thousand rows read")),
  KRYO("Kryo, handles in objects", "kryo.version", How.LINE, "spark.md#kryo", "the exception", ""),
  SPRING_SECURITY_JWT(
      "Spring Security, NimbusJwtEncoder",
      "spring-security.version",
      How.NOTHING,
      "jwt.md#spring-security",
      "the exception",
      "not `withKeyPair`, which wants the exponent",
      cost(1, "Sign", "token")),
  SPRING_AUTHORIZATION_SERVER(
      "Spring Authorization Server",
      "spring-security.version",
      How.CODE,
      "jwt.md#spring-authorization-server",
      "the log",
      "",
      cost(1, "Sign", "token")),

  // engines
  SPARK_3(
      "Apache Spark 3.5",
      "spark-3.version",
      How.CONFIGURATION,
      "spark.md#spark",
      "the job's exception",
      "executors need the provider, too",
      cost(1, "GenerateDataKey", "executor"),
      cost(1, "Decrypt", "data key in each JVM")),
  SPARK_4(
      "Apache Spark 4",
      "spark-4.version",
      How.CONFIGURATION,
      "spark.md#spark",
      "the job's exception",
      "executors need the provider, too",
      cost(1, "GenerateDataKey", "executor"),
      cost(1, "Decrypt", "data key in each JVM")),
  PARQUET(
      "Parquet modular encryption",
      "parquet.version",
      How.CODE,
      "spark.md#parquet-modular-encryption",
      "the job's exception",
      "",
      cost(1, "Encrypt", "master key in each executor"),
      cost(1, "Decrypt", "wrapped key in each executor")),
  FLINK(
      "Apache Flink",
      "flink.version",
      How.CONFIGURATION,
      "spark.md#flink",
      "the job's exception",
      "",
      cost(1, "GenerateDataKey", "JVM"),
      cost(1, "Decrypt", "data key in each JVM"));

  /** What of the program has to change. */
  enum How {
    NOTHING("the key alone"),
    CONFIGURATION("configuration only"),
    LINE("one line of code"),
    CODE("code");

    private final String text;

    How(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** So many calls of an operation for each handshake, signature or other unit of work. */
  private record Cost(int count, String operation, String unit) {
    @Override
    public String toString() {
      String article = unit.matches("[aeiou].*") ? " an " : " a ";
      return count + " " + operation + (unit.isEmpty() ? "" : article + unit);
    }
  }

  private final String title;
  private final String versionProperty;
  private final How how;
  private final String recipe;
  private final String reason;
  private final String limits;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing changes
  private final List<Cost> costs;

  /**
   * A row.
   *
   * @param versionProperty of the POM; empty for what comes with the JDK
   * @param recipe a heading in a guide, as a link has it
   * @param reason where one reads why a key was refused, {@code the exception} for instance
   * @param limits what does not work, empty if nothing is known
   */
  Program(
      String title,
      String versionProperty,
      How how,
      String recipe,
      String reason,
      String limits,
      Cost... costs) {
    this.title = title;
    this.versionProperty = versionProperty;
    this.how = how;
    this.recipe = recipe;
    this.reason = reason;
    this.limits = limits;
    this.costs = List.of(costs);
  }

  private static Cost cost(int count, String operation, String unit) {
    return new Cost(count, operation, unit);
  }

  /**
   * Fails unless the program called what its row says, and nothing else but what keys are found by.
   *
   * @param units how many handshakes, signatures or the like there were
   */
  public void assertCosts(Calls calls, long units) {
    assertCosts(calls, cost -> units);
  }

  /**
   * The same for a row whose calls are for different units.
   *
   * @param units how many there were of each that the row names
   */
  public void assertCosts(Calls calls, Map<String, Long> units) {
    assertCosts(calls, cost -> units.get(cost.unit()));
  }

  private void assertCosts(Calls made, ToLongFunction<Cost> units) {
    Map<String, Long> expected = new TreeMap<>();
    for (Cost cost : costs) {
      long calls = cost.count() * units.applyAsLong(cost);
      if (calls > 0) {
        expected.put(cost.operation(), calls);
      }
    }
    assertThat(made.withoutLookUps()).as(made.toString()).isEqualTo(expected);
  }

  String versionProperty() {
    return versionProperty;
  }

  /** The cells of the row, in the order of {@link #COLUMNS}. */
  String[] cells(String version) {
    String cost =
        costs.isEmpty()
            ? "none"
            : costs.stream().map(Cost::toString).collect(Collectors.joining(", "));
    return new String[] {title, version, how + ", [recipe](" + recipe + ")", cost, reason, limits};
  }

  static final List<String> COLUMNS =
      List.of("Program", "Version", "By", "KMS calls", "A refused key shows in", "Limits");
}
