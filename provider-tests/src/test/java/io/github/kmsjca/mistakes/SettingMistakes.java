package io.github.kmsjca.mistakes;

import io.github.kmsjca.KmsProvider;
import java.security.Provider;
import java.util.List;

/** Settings that are misspelt, of the wrong shape, or in a file that is not there. */
final class SettingMistakes {
  private SettingMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of("a misspelt setting of the builder", s -> use(Scene.bare("regoin", "eu-west-1")))
            .tells("unknown key 'regoin'", "provider AWSKMS...(builder)", "did you mean 'region'?"),
        Mistake.of(
                "a misspelt system property",
                s -> {
                  System.setProperty("awskms.certificate", "app.kms");
                  try {
                    use(new KmsProvider());
                  } finally {
                    System.clearProperty("awskms.certificate");
                  }
                })
            .tells(
                "unknown key 'certificate'",
                "system property awskms.certificate",
                "did you mean 'certificates'?"),
        Mistake.of(
                "a misspelt setting in java.security",
                s -> use(new KmsProvider().configure("keys=a;accountz=111122223333")))
            .tells("unknown key 'accountz'", "(argument)", "did you mean 'accounts'?"),
        Mistake.of(
                "a setting that there is not", s -> use(new KmsProvider().configure("colour=red")))
            .tells("unknown key 'colour'", "(argument)", "Valid keys: name, region, "),
        Mistake.of("a bad duration", s -> use(new KmsProvider().configure("callTimeout=15")))
            .tells("callTimeout='15'", "(argument)", "duration such as 500ms, 10s"),
        Mistake.of(
                "an endpoint without scheme",
                s -> use(new KmsProvider().configure("endpoint=localhost:4599")))
            .tells("endpoint='localhost:4599'", "(argument)", "is not a http(s) URL"),
        Mistake.of(
                "a properties file that is not there",
                s -> use(new KmsProvider().configure(s.path("absent.properties").toString())))
            .tells("there is no such file", "absent.properties", "settings in place of a file are"),
        Mistake.of(
                "http to another machine",
                s ->
                    Scene.key(
                        Scene.bare("endpoint", "http://192.0.2.1", "region", "x-1", "keys", "web"),
                        "web"))
            .tells(
                "plain http", "http://192.0.2.1", "use https, or set allowInsecureEndpoint=true"));
  }

  private static void use(Provider provider) throws Exception {
    Scene.key(provider, "web");
  }
}
