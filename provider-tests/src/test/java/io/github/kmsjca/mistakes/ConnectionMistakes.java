package io.github.kmsjca.mistakes;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.HttpProxy;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsFront;
import java.security.Provider;
import java.util.List;

/** Credentials, Regions, endpoints and proxies; in a JVM that has none of its own. */
final class ConnectionMistakes {
  private static final String KEY_ID = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  private ConnectionMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of(
                "no Region", signed(s -> use(Scene.bare("endpoint", endpoint(s), "keys", "web"))))
            .tells("no Region could be found", "alias/web", "Set region="),
        Mistake.of("no credentials", s -> use(near(s)))
            .tells("no AWS credentials could be had", "alias/web", "or set profile="),
        Mistake.of("a profile that there is not", s -> use(near(s, "profile", "nosuch")))
            .tells("no AWS credentials could be had", "nosuch...alias/web", "profile="),
        Mistake.of(
                "a profile that there is not, while there are other credentials",
                signed(s -> use(near(s, "profile", "nosuch"))))
            .tells("no AWS credentials could be had", "nosuch...alias/web", "profile="),
        Mistake.of("a wrong secret", as(LocalKms.ACCESS_KEY_ID, "wrong", s -> use(near(s))))
            .tells("credentials were not accepted", "alias/web", "clock"),
        Mistake.of(
                "a wrong key id", as("AKIDNOBODY", LocalKms.SECRET_ACCESS_KEY, s -> use(near(s))))
            .tells("credentials were not accepted", "alias/web", "Check"),
        Mistake.of(
                "a port at which nobody listens",
                signed(s -> use(at("http://127.0.0.1:" + Scene.closedPort()))))
            .tells(
                "KMS could not be reached",
                "alias/web...http://127.0.0.1:...ConnectException",
                "Check the network"),
        Mistake.of(
                "a misspelt Region",
                signed(s -> use(Scene.bare("region", "eu-wset-1", "keys", "web"))))
            .tells("KMS could not be reached", "eu-wset-1...UnknownHostException", "Region"),
        Mistake.of(
                "https to a port that speaks http",
                signed(s -> use(at("https://127.0.0.1:" + s.kms().endpoint().getPort()))))
            .tells("KMS could not be reached", "https://127.0.0.1:...SSL", "endpoint"),
        Mistake.of(
                "a certificate that this JVM does not trust",
                signed(
                    s -> {
                      try (TlsFront front =
                          TlsFront.start(new TestCa(), "localhost", s.kms().endpoint())) {
                        use(at("https://localhost:" + front.address().getPort()));
                      }
                    }))
            .tells("KMS's certificate is not trusted", "https://", "javax.net.ssl.trustStore"),
        Mistake.of(
                "a proxy that wants a password",
                signed(
                    s -> {
                      try (HttpProxy proxy = HttpProxy.start("user", "secret")) {
                        use(
                            Scene.bare(
                                "region",
                                "eu-west-1",
                                "keys",
                                "web",
                                "proxy",
                                proxy.url().toString()));
                      }
                    }))
            .tells("407", "the proxy http://", "user and password"),
        Mistake.of(
                "a proxy that is not there",
                signed(
                    s ->
                        use(
                            Scene.bare(
                                "region",
                                "eu-west-1",
                                "keys",
                                "web",
                                "proxy",
                                "http://127.0.0.1:" + Scene.closedPort()))))
            .tells("could not be reached", "proxy http://127.0.0.1:", "proxy"),
        Mistake.of(
                "a server that is not KMS",
                signed(
                    s -> {
                      try (HttpProxy proxy = HttpProxy.start()) {
                        use(at(proxy.url().toString()));
                      }
                    }))
            .tells("the answer is not KMS's", "http://localhost:", "wrong endpoint"));
  }

  private static void use(Provider provider) throws Exception {
    Scene.key(provider, "web");
  }

  private static String endpoint(Scene scene) {
    return scene.kms().endpoint().toString();
  }

  private static Provider near(Scene scene, String... more) {
    String[] settings = {"endpoint", endpoint(scene), "region", "us-east-1", "keys", "web"};
    String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return Scene.bare(all);
  }

  private static Provider at(String endpoint) {
    return Scene.bare("endpoint", endpoint, "region", "us-east-1", "keys", "web");
  }

  private static Mistake.Act signed(Mistake.Act act) {
    return as(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY, act);
  }

  private static Mistake.Act as(String keyId, String secret, Mistake.Act act) {
    return scene -> {
      System.setProperty(KEY_ID, keyId);
      System.setProperty(SECRET, secret);
      try {
        act.commit(scene);
      } finally {
        System.clearProperty(KEY_ID);
        System.clearProperty(SECRET);
      }
    };
  }
}
