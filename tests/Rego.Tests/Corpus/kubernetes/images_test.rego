package corpus.kubernetes.images_test

import data.corpus.kubernetes.images

pod(image) := {"request": {"object": {"spec": {"containers": [{"name": "app", "image": image}]}}}}

test_allows_a_tag_from_our_registry if {
	count(images.deny) == 0 with input as pod("registry.example.com/shop/app:1.4.2")
}

test_allows_a_digest if {
	count(images.deny) == 0 with input as pod("mirror.example.com/library/nginx@sha256:abcdef")
}

test_denies_a_foreign_registry if {
	images.deny == {`container "app": image "docker.io/nginx:1.25" is from an unknown registry`} with input as pod("docker.io/nginx:1.25")
}

test_denies_latest_said_or_unsaid if {
	every image in ["registry.example.com/app:latest", "registry.example.com/app"] {
		images.deny == {`container "app": pin the image, latest moves`} with input as pod(image)
	}
}

test_tags[image] := images.tag(image) == want if {
	some image, want in {
		"nginx": "latest",
		"host:5000/nginx": "latest",
		"host:5000/nginx:2": "2",
		"nginx@sha256:00": "",
	}
}

test_looks_at_init_containers if {
	count(images.deny) == 1 with input as {"request": {"object": {"spec": {"initContainers": [{"name": "init", "image": "quay.io/x:1"}]}}}}
}
