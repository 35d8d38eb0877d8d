package io.github.kmsjca.programs;

/** Servers that show a certificate whose key is in KMS. */
public enum Servers implements Program {
  TOMCAT_11(
      Row.of("Tomcat 11", "tomcat-server-11.version")
          .byConfiguration("application-servers.md#tomcat-standalone")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log, where the start fails")
          .limits("key managers `PKIX`")),
  TOMCAT_10(
      Row.of("Tomcat 10.1", "tomcat-server-10.version")
          .byConfiguration("application-servers.md#tomcat-standalone")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log, where the start fails")
          .limits("key managers `PKIX`")),
  TOMCAT_EMBEDDED(
      Row.of("Tomcat 11, embedded", "tomcat.version")
          .byConfiguration("application-servers.md#tomcat-embedded")
          .costs(1, "Sign", "handshake")
          .refusedIn("the exception, at the start")
          .limits("key managers `PKIX`")),
  UNDERTOW(
      Row.of("Undertow", "undertow.version")
          .byConfiguration("application-servers.md#undertow")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  JETTY(
      Row.of("Jetty", "jetty.version")
          .byConfiguration("application-servers.md#jetty")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  SPRING_BOOT_3(
      Row.of("Spring Boot 3.5", "spring-boot-3.version")
          .byConfiguration("spring-boot.md#without-code")
          .costs(1, "Sign", "handshake")
          .refusedIn("the exception at the start, the log later")
          .limits("a client certificate of its own costs one Sign more")),
  SPRING_BOOT_4(
      Row.of("Spring Boot 4", "spring-boot-4.version")
          .byConfiguration("spring-boot.md#without-code")
          .costs(1, "Sign", "handshake")
          .refusedIn("the exception at the start, the log later")
          .limits("a client certificate of its own costs one Sign more")),
  QUARKUS(
      Row.of("Quarkus", "quarkus.version")
          .byConfiguration("quarkus.md#configuration")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  NETTY(
      Row.of("Netty, JDK engine", "netty.version")
          .byCode("tls-libraries.md#netty")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the log")
          .limits("a key by itself needs a line in `java.security`")),
  NETTY_OPENSSL(
      Row.of("Netty, OpenSSL engine", "netty-tcnative.version")
          .byCode("tls-libraries.md#netty")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the exception of `getKey`")
          .limits("key managers")),
  VERTX(
      Row.of("Vert.x", "vertx.version")
          .byConfiguration("tls-libraries.md#vertx")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the log")
          .limits("needs a line in `java.security`"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Servers(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
