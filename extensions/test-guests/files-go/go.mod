module dev.morph/files-go

go 1.24
