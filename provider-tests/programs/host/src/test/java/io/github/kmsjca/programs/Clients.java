package io.github.kmsjca.programs;

/** Clients of servers that ask for a certificate, and what else has a connection. */
public enum Clients implements Program {
  JAVA_NET_HTTP(
      Row.ofTheJdk("java.net.http, HttpsURLConnection")
          .byConfiguration("tls.md#by-system-properties-alone")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")
          .limits("one key for the JVM, unless the program makes its own `SSLContext`")),
  APACHE_HTTP_CLIENT(
      Row.of("Apache HttpClient 5", "httpclient5.version")
          .byConfiguration("tls-libraries.md#apache-httpclient")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  OK_HTTP(
      Row.of("OkHttp", "okhttp.version")
          .byCode("tls-libraries.md#okhttp")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  JETTY_CLIENT(
      Row.of("Jetty's HTTP client", "jetty.version")
          .byConfiguration("tls-libraries.md#jettys-client")
          .costs(1, "Sign", "handshake")
          .refusedIn("the log")),
  GRPC(
      Row.of("gRPC: grpc-netty, grpc-okhttp", "grpc.version")
          .byCode("tls-libraries.md#grpc")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the log; in use, the exception")),
  GRPC_NETTY_SHADED(
      Row.of("gRPC: grpc-netty-shaded", "grpc-netty-shaded.version")
          .byCode("tls-libraries.md#grpc")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the log; in use, the exception")
          .limits("the JDK's TLS, by a system property")),
  BCTLS(
      Row.of("Bouncy Castle JSSE", "bctls.version")
          .byCode("tls-libraries.md#bouncy-castle-jsse")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the exception")),
  CONSCRYPT(
      Row.of("Conscrypt", "conscrypt.version")
          .byCode("tls-libraries.md#conscrypt")
          .costs(1, "Sign", "handshake and side")
          .refusedIn("the log")
          .limits("EC keys only")),
  AWS_CRT(
      Row.of("AWS CRT", "aws-crt.version")
          .byCode("tls-libraries.md#native-clients")
          .costs(1, "Sign", "handshake")
          .refusedIn("what the handler logs")
          .limits("signs by a handler, for EC keys")),
  LDAP(
      Row.ofTheJdk("LDAP by JNDI")
          .byConfiguration("tls-libraries.md#by-the-name-of-a-socket-factory")
          .costs(1, "Sign", "full handshake")
          .refusedIn("the log")),
  MINA_SSHD(
      Row.of("Apache MINA SSHD", "sshd.version")
          .byCode("certificates.md#ssh-with-apache-mina")
          .costs(1, "Sign", "connection and side")
          .refusedIn("the exception, of a host key the log")
          .limits("RSA and the NIST curves")),
  ACME4J(
      Row.of("acme4j", "acme4j.version")
          .byCode("certificates.md#certificates-by-acme-with-acme4j")
          .costs(1, "Sign", "request to the authority, and 1 for the CSR")
          .refusedIn("the exception")
          .limits("RSA and the NIST curves"));

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it after the constant is made
  private final Row row;

  Clients(Row row) {
    this.row = row;
  }

  @Override
  public Row row() {
    return row;
  }
}
