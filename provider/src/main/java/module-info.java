/**
 * AWS KMS behind the Java crypto API. Add the provider {@code AWSKMS} and keep your code.
 *
 * @see io.github.kmsjca.KmsProvider
 */
module io.github.kmsjca.provider {
  requires java.management;
  requires jdk.jfr;
  // What the AWS SDK and its HTTP client need, and have no module descriptor to say so.
  requires java.naming;
  requires jdk.net;
  requires org.slf4j;
  requires com.github.benmanes.caffeine;
  requires org.bouncycastle.provider;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache5;
  requires software.amazon.awssdk.identity.spi;
  requires software.amazon.awssdk.profiles;
  requires software.amazon.awssdk.regions;
  requires transitive software.amazon.awssdk.services.kms;
  requires software.amazon.awssdk.retries;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.utils;
  requires static software.amazon.awssdk.http.urlconnection;
  requires static software.amazon.awssdk.services.sts;
  // For the one class that Kafka loads. Its jar has no better name than that of its file.
  requires static kafka.clients;
  requires static org.jspecify;

  exports io.github.kmsjca;
  exports io.github.kmsjca.spec;

  provides java.security.Provider with
      io.github.kmsjca.KmsProvider;
}
